#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: Channels.newInputStream and newOutputStream of the JDK, over a pipe whose other owner made
#   it non-blocking
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: read() throws an IOException while the pipe is empty, as System.in does, and write waits
#   or tries again until all is out.
# seen: read() returns -1, the end, though a writer is there, and the byte that comes next is read
#   by the next call. write throws a RuntimeException which is no IOException, after it has written
#   a part.
# source: In 25, sun/nio/ch/ChannelInputStream.java: read() makes -1 of every count but 1.
#   sun/nio/ch/ChannelOutputStream.java throws when a write takes 0 bytes. Both ask only a
#   SelectableChannel whether it blocks.
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
command -v perl > /dev/null || { echo "skipped: no perl, which sets O_NONBLOCK" >&2; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.channels.Channels;

class See {
  public static void main(String[] args) throws Exception {
    FileInputStream raw = new FileInputStream(FileDescriptor.in);
    InputStream in = Channels.newInputStream(raw.getChannel());
    System.err.println("stream of the channel: " + in.read());
    try {
      raw.read();
    } catch (Exception e) {
      System.err.println("FileInputStream: " + e);
    }
    try (FileOutputStream later = new FileOutputStream(args[0])) {
      later.write('x');
    }
    System.err.println("stream of the channel, one byte later: " + (char) in.read());
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      Channels.newOutputStream(out.getChannel()).write(new byte[1 << 21]);
    } catch (Exception e) {
      System.err.println("write: " + e);
    }
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"
mkfifo "$dir/in" "$dir/out"
see() { # each pipe is held open at both ends, so none is at its end
  perl -MFcntl -e 'fcntl($_, F_SETFL, O_RDWR | O_NONBLOCK) or die for *STDIN, *STDOUT;
    exec @ARGV' \
    "$1/bin/java" -cp "$dir" See "$dir/in" <> "$dir/in" 2>&1 1<> "$dir/out"
}

want=$(
  cat <<'EOF'
JDK 17
stream of the channel: -1
FileInputStream: java.io.IOException: Resource temporarily unavailable
stream of the channel, one byte later: x
write: java.lang.RuntimeException: no bytes written
JDK 25
stream of the channel: -1
FileInputStream: java.io.IOException: Resource temporarily unavailable
stream of the channel, one byte later: x
write: java.lang.RuntimeException: no bytes written
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    see "$home"
  done
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
