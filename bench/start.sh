# Sourced by the measurements: compiles them if need be and starts the one that is named.
#
#   start_bench NAME ARGUMENT...      with $root, the repository

start_bench() {
  . "$root/build/find-jdk.sh"
  JAVA_HOME=$(find_jdk_25) || {
    echo "error: this needs a JDK 25, for example: apt-get install openjdk-25-jdk" >&2
    exit 1
  }
  export JAVA_HOME

  "$root/snapfleet" --version >/dev/null
  # What is measured stays as it is when ./snapfleet builds another one meanwhile.
  image=$(readlink -f "$root/cli/target/image")

  classes=$root/bench/target/bench-classes
  if [ ! -e "$classes/stamp" ] ||
    [ -n "$(find "$root/bench/src/main" "$image/stamp" -newer "$classes/stamp" -print -quit)" ]; then
    rm -rf "$classes"
    mkdir -p "$classes"
    touch "$classes/stamp"
    cp -R "$root/bench/src/main/resources/." "$classes"
    find "$root/bench/src/main/java" -name '*.java' \
      -exec "$JAVA_HOME/bin/javac" -proc:none -d "$classes" -cp "$image/lib/*" {} +
  fi
  name=$1
  shift
  exec "$JAVA_HOME/bin/java" -cp "$classes:$image/lib/*" io.snapfleet.bench.Main "$name" \
    --snapfleet "$image/bin/snapfleet" "$@"
}
