#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: Files.copy of the JDK, onto a tmpfs of 256 KiB
# seen on: OpenJDK 17.0.15 (Debian) and Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: On a full disk Files.copy throws a FileSystemException that names the files, and leaves
#   no target.
# seen: JDK 17 does so. JDK 25 throws a plain IOException without any name, so code that catches
#   FileSystemException, or asks it for the file, no longer does. Neither leaves a target.
# source: In 25, sun/nio/fs/UnixFileSystem.java, copyFile, waits for a UnixException from the native
#   directCopy0 and would add both files to it. What comes out is an IOException already. For 17 it
#   is only what was seen.
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
trap 'umount "$dir/small" 2> /dev/null || true; rm -rf "$dir"' EXIT
mkdir "$dir/small"
mount -t tmpfs -o size=256k tmpfs "$dir/small" || { echo "skipped: no mount here" >&2; exit 77; }
cat > "$dir/See.java" <<'EOF'
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

class See {
  public static void main(String[] args) throws Exception {
    Path small = Path.of(args[0]);
    Path source = small.resolve("source");
    Files.write(source, new byte[200 << 10]);
    Path target = small.resolve("target");
    try {
      Files.copy(source, target);
    } catch (IOException e) {
      System.out.println(e.getClass().getName());
      if (e instanceof FileSystemException f) {
        System.out.println("of " + name(f.getFile()) + " and " + name(f.getOtherFile()));
      }
    }
    System.out.println("target is there: " + Files.exists(target));
  }

  static Path name(String file) {
    return file == null ? null : Path.of(file).getFileName();
  }
}
EOF
"$old/bin/javac" -d "$dir" "$dir/See.java"

want=$(
  cat <<'EOF'
JDK 17
java.nio.file.FileSystemException
of source and target
target is there: false
JDK 25
java.io.IOException
target is there: false
EOF
)
saw=$(
  for version in 17 25; do
    echo "JDK $version"
    home=$(jdk "$version")
    "$home/bin/java" -cp "$dir" See "$dir/small"
  done 2>&1
) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
