#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: FileChannel of the JDK, opened with APPEND on a loop device
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: The append goes to the end of the device, where there is no space, and throws "No space
#   left on device".
# seen: position() tells the size of the device, write says that it wrote all, and the bytes are at
#   offset 0, over what was there.
# source: sun/nio/ch/FileChannelImpl.java answers position() of a channel that appends with the
#   size. Where the bytes go is only what was seen.
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
dir=$(mktemp -d)
loop=
trap '[ -z "$loop" ] || losetup -d "$loop"; rm -rf "$dir"' EXIT
truncate -s 1M "$dir/disk"
loop=$(losetup --show -f "$dir/disk" 2> /dev/null) \
  || { echo "skipped: no loop device" >&2; exit 77; }
cat > "$dir/See.java" <<'EOF'
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class See {
  public static void main(String[] args) throws Exception {
    Path device = Path.of(args[0]);
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("first".getBytes(StandardCharsets.US_ASCII)), 0);
    }
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.APPEND)) {
      System.out.println("position " + channel.position());
      System.out.println(
          "written " + channel.write(ByteBuffer.wrap("XY".getBytes(StandardCharsets.US_ASCII))));
    }
    ByteBuffer start = ByteBuffer.allocate(5);
    try (FileChannel channel = FileChannel.open(device)) {
      channel.read(start, 0);
    }
    System.out.println("start " + new String(start.array(), StandardCharsets.US_ASCII));
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
position 1048576
written 2
start XYrst
JDK 25
position 1048576
written 2
start XYrst
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$loop"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
