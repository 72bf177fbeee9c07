#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: ReentrantReadWriteLock of the JDK
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: The 65536th hold of the read lock throws an Error, "Maximum lock count exceeded", on
#   both.
# seen: JDK 17 throws, from tryLock too. JDK 25 goes on. A leak of read locks, which 17 ended with
#   an Error, is silent there for 2147483647 holds.
# source: java/util/concurrent/locks/ReentrantReadWriteLock.java: the state is an int of two halves
#   on 17, and a long on 25. Its page gives the limit.
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
import java.util.concurrent.locks.ReentrantReadWriteLock;

class See {
  public static void main(String[] args) {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    for (int i = 0; i < 65535; i++) {
      lock.readLock().lock();
    }
    try {
      lock.readLock().lock();
    } catch (Error e) {
      System.out.println("lock: " + e.getMessage());
    }
    try {
      lock.readLock().tryLock();
    } catch (Error e) {
      System.out.println("tryLock: " + e.getMessage());
    }
    System.out.println("holds: " + lock.getReadLockCount());
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
lock: Maximum lock count exceeded
tryLock: Maximum lock count exceeded
holds: 65535
JDK 25
holds: 65537
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
