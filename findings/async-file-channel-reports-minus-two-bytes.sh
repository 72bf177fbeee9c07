#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: AsynchronousFileChannel of the JDK, with strace 6.1 to inject one EAGAIN
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A write that the system answers with EAGAIN completes with 0 bytes, as FileChannel.write
#   does.
# seen: FileChannel.write returns 0. AsynchronousFileChannel completes with -2, for a write and for
#   a read. A caller that adds results up moves its offset backwards.
# source: sun/nio/ch/SimpleAsynchronousFileChannelImpl.java hands out what IOUtil.write returned.
#   sun/nio/ch/IOStatus.java gives -2 the name UNAVAILABLE, and only its normalize makes it 0. The
#   page of AsynchronousFileChannel knows only counts and, for reads, -1.
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
command -v strace > /dev/null || { echo "skipped: no strace" >&2; exit 77; }
strace -qq -o /dev/null true 2> /dev/null \
  || { echo "skipped: strace may not trace here" >&2; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class See {
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    ByteBuffer five = ByteBuffer.allocateDirect(5);
    try (FileChannel plain = FileChannel.open(file, StandardOpenOption.WRITE);
        AsynchronousFileChannel async =
            AsynchronousFileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      switch (args[0]) {
        case "plain" -> System.out.println("plain write " + plain.write(five, 0));
        case "write" -> System.out.println("async write " + async.write(five, 0).get());
        default -> System.out.println("async read " + async.read(five, 0).get());
      }
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"
see() { # JDK, what to do, the call that fails once
  echo 0123456789 > "$dir/file"
  strace -f -qq -o /dev/null -P "$dir/file" -e "inject=$3:error=EAGAIN:when=1" \
    "$1/bin/java" -cp "$dir" See "$2" "$dir/file"
}

want=$(
  cat <<'EOF'
JDK 17
plain write 0
async write -2
async read -2
JDK 25
plain write 0
async write -2
async read -2
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    see "$home" plain pwrite64
    see "$home" write pwrite64
    see "$home" read pread64
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
