#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: The ClassFile API of the JDK, final since 24 (JEP 484)
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: ClassFile.parse throws an IllegalArgumentException for a class file that is cut off. (For
#   half of a file it does.)
# seen: Without the last byte parse succeeds, and so do the name, the fields and the methods. Only
#   the call for the attributes of the class throws. A file with a byte too many is taken as a
#   whole. So a successful parse is no check of a class file.
# source: java/lang/classfile/package-info.java: a model is inflated lazily.
#   jdk/internal/classfile/impl/ClassReaderImpl.java.
set -euo pipefail

jdk() { # the home of a JDK of that version; without one there is nothing to see
  for home in /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -qsw "JAVA_VERSION=.$1" "$home/release"; then
      echo "$home"
      return
    fi
  done
  echo "skipped: no JDK $1 under /usr/lib/jvm" >&2
  return 77
}

new=$(jdk 25)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.Arrays;

class See {
  public static void main(String[] args) throws Exception {
    byte[] whole = See.class.getResourceAsStream("See.class").readAllBytes();
    ClassModel cut = ClassFile.of().parse(Arrays.copyOf(whole, whole.length - 1));
    System.out.println("cut: " + cut.thisClass().asInternalName());
    System.out.println("cut: methods " + cut.methods().size());
    try {
      System.out.println("cut: attributes " + cut.attributes().size());
    } catch (IllegalArgumentException e) {
      System.out.println("cut: IllegalArgumentException");
    }
    ClassModel more = ClassFile.of().parse(Arrays.copyOf(whole, whole.length + 1));
    System.out.println("longer: has attributes " + !more.attributes().isEmpty());
  }
}
EOF

want=$(
  cat <<'EOF'
cut: See
cut: methods 2
cut: IllegalArgumentException
longer: has attributes true
EOF
)
"$new/bin/javac" -d "$dir" "$dir/See.java"
saw=$("$new/bin/java" -cp "$dir" See 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
