# Sourced by ./mvnw and ./snapfleet. POSIX shell; works with and without `set -euf`.

# Is $1 the home of a JDK 25? A JRE has no javac and is not one.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case "$line" in
    'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'* | 'JAVA_VERSION="25+'*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

# Prints the home of the JDK that owns the `java` on the path.
jdk_of_path() {
  java=$(command -v java) && java=$(readlink -f "$java") && printf '%s\n' "${java%/bin/java}"
}

# Prints the home of the first JDK 25 among JAVA_HOME, the path, and the directories where Linux keeps
# JDKs; SNAPFLEET_JDK_DIRECTORIES names others instead, separated by blanks.
find_jdk_25() (
  set +f
  usual="/usr/lib/jvm ${SDKMAN_DIR:-${HOME:-/root}/.sdkman}/candidates/java /opt"
  for home in "${JAVA_HOME:-}" "$(jdk_of_path)"; do
    if is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  for directory in ${SNAPFLEET_JDK_DIRECTORIES-$usual}; do
    for home in "$directory"/*; do
      if is_jdk_25 "$home"; then
        printf '%s\n' "$home"
        return 0
      fi
    done
  done
  return 1
)
