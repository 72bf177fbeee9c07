#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: The ClassFile API of the JDK, final since 24 (JEP 484), on the class of a record as javac 25
#   writes it
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: transformClass with ACCEPT_ALL, which changes nothing, gives back the same bytes, as the
#   constant pool is shared by default.
# seen: The length is the same and the bytes are not: InnerClasses and BootstrapMethods change
#   places. A second pass changes nothing more. So equal bytes are no sign of "nothing was changed",
#   and a digest of an untouched class differs.
# source: jdk/internal/classfile/impl/DirectClassBuilder.java writes BootstrapMethods after all
#   other attributes.
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
import java.lang.classfile.ClassTransform;
import java.util.Arrays;
import java.util.List;

class See {
  record Pair(int left, String right) {}

  static byte[] pass(byte[] bytes) {
    ClassFile api = ClassFile.of();
    return api.transformClass(api.parse(bytes), ClassTransform.ACCEPT_ALL);
  }

  static List<String> attributes(byte[] bytes) {
    return ClassFile.of().parse(bytes).attributes().stream()
        .map(attribute -> attribute.attributeName().stringValue())
        .filter(name -> name.equals("InnerClasses") || name.equals("BootstrapMethods"))
        .toList();
  }

  public static void main(String[] args) throws Exception {
    byte[] before = See.class.getResourceAsStream("See$Pair.class").readAllBytes();
    byte[] after = pass(before);
    System.out.println("same length " + (before.length == after.length));
    System.out.println("same bytes " + Arrays.equals(before, after));
    System.out.println(attributes(before) + " became " + attributes(after));
    System.out.println("same bytes after a second pass " + Arrays.equals(after, pass(after)));
  }
}
EOF

want=$(
  cat <<'EOF'
same length true
same bytes false
[BootstrapMethods, InnerClasses] became [InnerClasses, BootstrapMethods]
same bytes after a second pass true
EOF
)
"$new/bin/javac" -d "$dir" "$dir/See.java"
saw=$("$new/bin/java" -cp "$dir" See 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
