#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: jdeps of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: jdeps --print-module-deps exits with an error where a class is missing that the analysed
#   one uses.
# seen: It does so when the missing class is of another package. When it is of the same package,
#   jdeps prints java.base and exits with 0, and --missing-deps reports nothing. So jdeps is no
#   check that a jar is whole.
# source: jdeps --help, -filter:package: dependences within the same package are filtered by
#   default. com/sun/tools/jdeps/JdepsFilter.java.
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

mkdir -p "$dir/a" "$dir/b" "$dir/same" "$dir/other"
echo 'package a; public class Gone {}' > "$dir/a/Gone.java"
echo 'package b; public class Gone {}' > "$dir/b/Gone.java"
echo 'package a; public class Same { a.Gone gone = new a.Gone(); }' > "$dir/a/Same.java"
echo 'package a; public class Other { b.Gone gone = new b.Gone(); }' > "$dir/a/Other.java"
"$old/bin/javac" -d "$dir/all" "$dir"/a/*.java "$dir"/b/*.java
mkdir -p "$dir/same/a" "$dir/other/a"
cp "$dir/all/a/Same.class" "$dir/same/a"
cp "$dir/all/a/Other.class" "$dir/other/a"
see() {
  local code=0
  "$1/bin/jdeps" --print-module-deps "$dir/$2" > "$dir/log" 2>&1 || code=$?
  echo "$2 package: exit $code, $(grep -c 'not found$' "$dir/log" || true) missing"
}

want=$(
  cat <<'EOF'
JDK 17
other package: exit 1, 1 missing
same package: exit 0, 0 missing
JDK 25
other package: exit 1, 1 missing
same package: exit 0, 0 missing
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    see "$home" other
    see "$home" same
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
