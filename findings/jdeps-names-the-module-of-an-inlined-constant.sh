#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: jdeps of the JDK, on what javac 17 writes
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A class that uses only a compile-time constant of java.sql needs java.base alone, as the
#   value is copied into it. So jdeps prints java.base.
# seen: jdeps prints java.base,java.sql. The program runs where java.sql is not there. javac leaves
#   the name of the constant's class in the constant pool, and jdeps reads that. An image that jlink
#   makes from this answer is larger than needed.
# source: com/sun/tools/jdeps/Dependencies.java of 25, which scans each class entry of the constant
#   pool. For 17 it is only what was seen.
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

old=$(jdk 17)
jdk 25 > /dev/null
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
class See {
  public static void main(String[] args) {
    System.out.println("VARCHAR is " + java.sql.Types.VARCHAR);
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
java.base,java.sql
VARCHAR is 12
JDK 25
java.base,java.sql
VARCHAR is 12
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/jdeps" --print-module-deps "$dir/See.class"
    "$home/bin/java" --limit-modules java.base -cp "$dir" See
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
