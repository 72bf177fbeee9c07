#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: ExtendedOpenOption.DIRECT of the JDK, on ext4 with blocks of 4 KiB over a loop device with
#   sectors of 512 bytes (e2fsprogs 1.47)
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: AsynchronousFileChannel.open refuses DIRECT with an UnsupportedOperationException, as it
#   knows nothing of alignment.
# seen: It opens the file with O_DIRECT and checks nothing. It writes 512 aligned bytes, which the
#   device takes and FileChannel refuses. For 7 bytes the system's "Invalid argument" comes from the
#   write, without a word on alignment.
# source: sun/nio/fs/UnixChannelFactory.java sets O_DIRECT for both kinds of channel.
#   sun/nio/ch/FileChannelImpl.java knows the block size; SimpleAsynchronousFileChannelImpl.java
#   calls IOUtil without one. The page of ExtendedOpenOption.DIRECT leaves open what may refuse it.
set -euo pipefail

[ "$(id -u)" = 0 ] || { echo "skipped: needs root" >&2; exit 77; }
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
command -v mkfs.ext4 > /dev/null || { echo "skipped: no mkfs.ext4" >&2; exit 77; }
dir=$(mktemp -d)
trap 'umount "$dir/mount" 2> /dev/null || true; rm -rf "$dir"' EXIT
mkdir "$dir/mount"
truncate -s 16M "$dir/disk"
mkfs.ext4 -q -b 4096 "$dir/disk"
mount -o loop "$dir/disk" "$dir/mount" 2> /dev/null \
  || { echo "skipped: no loop device" >&2; exit 77; }
cat > "$dir/See.java" <<'EOF'
import com.sun.nio.file.ExtendedOpenOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

class See {
  static void see(String what, Callable<Integer> write) {
    try {
      System.out.println(what + ": " + write.call());
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean invalid = "Invalid argument".equals(cause.getMessage());
      System.out.println(what + ": " + (invalid ? "Invalid argument" : "refused by the JDK"));
    }
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    ByteBuffer aligned = ByteBuffer.allocateDirect(8192).alignedSlice(4096);
    try (FileChannel plain =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                ExtendedOpenOption.DIRECT);
        AsynchronousFileChannel async =
            AsynchronousFileChannel.open(
                file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)) {
      see("FileChannel, 4096 bytes", () -> plain.write(aligned.clear().limit(4096), 0));
      see("FileChannel, 512 bytes", () -> plain.write(aligned.clear().limit(512), 0));
      see("async, 512 bytes", () -> async.write(aligned.clear().limit(512), 0).get());
      see("async, 7 bytes", () -> async.write(aligned.clear().limit(7), 0).get());
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java" 2> /dev/null

want=$(
  cat <<'EOF'
JDK 17
FileChannel, 4096 bytes: 4096
FileChannel, 512 bytes: refused by the JDK
async, 512 bytes: 512
async, 7 bytes: Invalid argument
JDK 25
FileChannel, 4096 bytes: 4096
FileChannel, 512 bytes: refused by the JDK
async, 512 bytes: 512
async, 7 bytes: Invalid argument
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$dir/mount/file"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
