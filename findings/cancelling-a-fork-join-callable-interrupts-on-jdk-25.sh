#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: ForkJoinPool.submit(Callable) of the JDK, and its cancel(true)
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: cancel(true) does not interrupt the thread, as ForkJoinTask has always said of its
#   argument.
# seen: JDK 17 does not interrupt. JDK 25 interrupts the worker in the middle of the task. A
#   FileChannel that the task is using is closed by that.
# source: java/util/concurrent/ForkJoinPool.java of 25: submit wraps a callable from outside of the
#   pool into ForkJoinTask.AdaptedInterruptibleCallable. The page of ForkJoinTask.cancel still says
#   that the argument has no effect by default.
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class See {
  public static void main(String[] args) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    Future<?> task =
        pool.submit(
            () -> {
              started.countDown();
              try {
                never.await(1, TimeUnit.SECONDS);
                System.out.println("not interrupted");
              } catch (InterruptedException e) {
                System.out.println("interrupted");
              }
              told.countDown();
              return 0;
            });
    started.await();
    System.out.println("cancelled " + task.cancel(true));
    told.await();
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
cancelled true
not interrupted
JDK 25
cancelled true
interrupted
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See | sort
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
