#!/bin/sh
# Makes the product from its jars: a Java runtime with just the modules they need, one jar of them all,
# ahead-of-time caches trained by the product's own commands, and bin/snapfleet.
#
#   package-image.sh JAR DEPENDENCIES TARGET STARTED
#
# JAR           the command line's own jar
# DEPENDENCIES  file with the class path of the jars it runs with
# TARGET        directory to work in; the product is the link TARGET/image
# STARTED       when the build began, for the stamp that ./snapfleet compares sources with
#
# The image gets a directory of its own and the link is moved onto it at the end, so that nobody ever
# runs half an image; the image before it stays for those who still run it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
jar=$1
dependencies=$(cat "$2")
target=$(cd "$3" && pwd -P)
started=$4

. "$here/find-jdk.sh"
jdk=$(find_jdk_25) || {
  echo "packaging needs a JDK 25 and there is none" >&2
  exit 1
}

images=$target/images
mkdir -p "$images"
exec 9>"$target/images.lock"
flock 9
image=$(mktemp -d "$images/XXXXXXXX")
chmod 755 "$image"
trap 'rm -rf "$image"' EXIT
mkdir "$image/bin" "$image/lib" "$image/jars" "$image/training"
(
  IFS=:
  # shellcheck disable=SC2086 # split at the colons
  cp -p "$jar" $dependencies "$image/jars"
)
"$jdk/bin/java" "$here/ModernClasses.java" "$image"/jars/picocli-*.jar
sqlite=$("$jdk/bin/java" -cp "$image/jars/*" "$here/SqliteLibrary.java" "$image/lib")
zstd=$("$jdk/bin/java" "$here/ZstdLibrary.java" "$image"/jars/zstd-jni-*.jar "$image/lib")

# jdeps sees what the code names; the rest is looked up by name at run time: java.naming and
# java.security.jgss by the PostgreSQL driver, jdk.zipfs by whoever opens a jar as a file system.
# JDBI starts the flight recorder at its first query where there is one, and nobody looks at the
# recording.
modules=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
  --class-path "$image/jars/*" "$image"/jars/snapfleet-*.jar | tr , '\n' | grep -vx jdk.jfr | paste -sd ,)
"$jdk/bin/jlink" --add-modules "$modules,java.naming,java.sql,java.security.jgss,jdk.unsupported,jdk.zipfs" \
  --no-header-files --no-man-pages --output "$image/runtime"

class_path=$image/lib/snapfleet.jar
"$jdk/bin/java" "$here/OneJar.java" "$class_path" "$image"/jars/*.jar
rm -r "$image/jars"

# The JDK's own classes, for the start that takes no cache of ours.
"$image/runtime/bin/java" -XX:+UseSerialGC -Xshare:dump >"$target/training.log" 2>&1 || {
  cat "$target/training.log" >&2
  exit 1
}

# Flags that must be the same in training and in use, or the cache is not taken. Commands end so soon that
# compiling little saves time: what runs four times as often as the JVM waits for otherwise. Reflection
# would have the JVM generate code for each member that is reached by it.
# The second compiler works for what compilers.json names alone; without -DisplayVMOutput the JVM would
# print that it has read that file.
flags="-XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Djdk.reflect.useNativeAccessorOnly=true -XX:CompileThresholdScaling=4 -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput"
cp "$here/compilers.json" "$image/lib"
# What a vault's commands need of memory does not grow with the data, so that a bound keeps the collector
# from taking more. The cache's objects have to fit into what the heap begins with beside its young
# generation, or the JVM does not start.
vault_flags="$flags -Xms192m -Xmx512m -Xmn96m"

cat >"$image/bin/snapfleet" <<END
#!/bin/sh
self=\$0
while [ -h "\$self" ]; do self=\$(readlink -f "\$self"); done
case "\$self" in
*/*) bin=\${self%/*} ;;
*) bin=. ;;
esac
image=\$(cd "\$bin/.." && pwd -P)
# The JVM takes the names of files for what the locale says, and in this one refuses all but ASCII. Timers
# and cron have it.
case \${LC_ALL:-\${LC_CTYPE:-\${LANG:-C}}} in
C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
flags='$flags'
# The version needs a few classes, and the cache makes the JVM link thousands.
case "\$*" in
--version) classes=-XX:SharedArchiveFile=\$image/runtime/lib/server/classes.jsa ;;
vault\ * | --*\ vault\ *)
  classes=-XX:AOTCache=\$image/vault.aot
  flags='$vault_flags'
  ;;
*) classes=-XX:AOTCache=\$image/snapfleet.aot ;;
esac
exec "\$image/runtime/bin/java" "\$classes" -Xlog:disable -Xlog:all=error:stderr \$flags \\
  -XX:CompilerDirectivesFile="\$image/lib/compilers.json" \\
  -Dorg.sqlite.lib.path="\$image/lib" -Dorg.sqlite.lib.name=$sqlite -DZstdNativePath="\$image/lib/$zstd" \\
  -cp "\$image/lib/snapfleet.jar" io.snapfleet.cli.Main "\$@"
END
chmod 755 "$image/bin/snapfleet"

# shellcheck disable=SC2086 # the flags are words
SNAPFLEET_HOME=$image/training SNAPFLEET_CONTAINER_ENGINE=$image/training/podman \
  "$image/runtime/bin/java" $flags -cp "$class_path" \
  io.snapfleet.cli.TrainingGround "$image/runtime/bin/java" -XX:AOTCacheOutput="$image/snapfleet.aot" \
  $flags -XX:CompilerDirectivesFile="$image/lib/compilers.json" \
  -Dorg.sqlite.lib.path="$image/lib" -Dorg.sqlite.lib.name="$sqlite" -cp "$class_path" \
  io.snapfleet.cli.StartTraining </dev/null >"$target/training.log" 2>&1 || {
  cat "$target/training.log" >&2
  exit 1
}
# shellcheck disable=SC2086 # the flags are words
SNAPFLEET_HOME=$image/training RESTIC_PASSWORD=training XDG_CACHE_HOME=$image/training/cache \
  "$image/runtime/bin/java" -XX:AOTCacheOutput="$image/vault.aot" $vault_flags \
  -XX:CompilerDirectivesFile="$image/lib/compilers.json" \
  -DZstdNativePath="$image/lib/$zstd" -cp "$class_path" io.snapfleet.cli.VaultTraining \
  </dev/null >"$target/training.log" 2>&1 || {
  cat "$target/training.log" >&2
  exit 1
}
rm -rf "$image/training"
test -s "$image/snapfleet.aot"
test -s "$image/vault.aot"

touch -d "$started" "$image/stamp"
previous=$(readlink "$target/image" || true)
ln -s "images/${image##*/}" "$target/image.$$"
mv -T "$target/image.$$" "$target/image"
trap - EXIT

for old in "$images"/*; do
  case "images/${old##*/}" in
  "images/${image##*/}" | "$previous") ;;
  *) rm -rf "$old" ;;
  esac
done
