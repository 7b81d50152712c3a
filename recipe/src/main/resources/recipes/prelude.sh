# Read before every script. Scripts run as root in bash, with nothing on standard input; the last
# line a failing script prints is shown to the user as the reason.
set -Eeuo pipefail
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# Status 99 says that the reason has been given, so that what gave it in $(...) is not talked over.
report_error() {
  (($1 == 99)) || printf '%s failed with status %d at line %d\n' "${2%%[[:space:]]*}" "$1" "$3" >&2
  exit 99
}
trap 'report_error $? "${BASH_COMMAND}" ${LINENO}' ERR

# fail SENTENCE...: ends the script with a reason.
fail() {
  printf '%s\n' "$*" >&2
  exit 99
}

# apt_install PACKAGE...: waits for another apt, tries three times, starts no service.
apt_install() {
  local missing=() package attempt policy=/usr/sbin/policy-rc.d mark='snapfleet: while installing'
  for package in "$@"; do
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "${package}" 2>/dev/null) == installed ]] ||
      missing+=("${package}")
  done
  ((${#missing[@]})) || return 0
  [[ -e ${policy} ]] || install -m 755 /dev/stdin "${policy}" <<<"#!/bin/sh"$'\n'"exit 101 # ${mark}"
  for attempt in 1 2 3; do
    apt_install_once "${missing[@]}" && break
    ((attempt < 3)) || fail "apt could not install ${missing[*]}; the lines above say why"
    sleep $((attempt * 3))
    dpkg --configure --pending || true
  done
  if grep --quiet "${mark}" "${policy}"; then rm "${policy}"; fi
}

apt_install_once() {
  local patience=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3) log=/run/snapfleet-apt.log
  apt_update "${patience[@]}" >"${log}" 2>&1 &&
    apt-get --quiet=2 --yes --no-install-recommends "${patience[@]}" -o Dpkg::Use-Pty=0 \
      -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-unsafe-io install "$@" >"${log}" 2>&1 &&
    return
  tail -n 20 "${log}"
  return 1
}

# apt_update OPTION...: now and then apt waits for its own helpers without end, and is ended then.
APT_UPDATE_SECONDS=180
apt_update() {
  local status=0
  timeout --kill-after=5 "${APT_UPDATE_SECONDS}" apt-get --quiet=2 "$@" update || status=$?
  ((status != 124 && status != 137)) || echo "apt-get update did not end within ${APT_UPDATE_SECONDS} s"
  return "${status}"
}

# write_file PATH [MODE [OWNER:GROUP]] <<TEXT: replaces a file in one step, and sets CHANGED=yes
# unless it already was as given, so that services restart only for a reason. Starts few programs, for
# that is most of what configuring a machine takes.
CHANGED=no
write_file() {
  local path=$1 mode=${2:-644} owner=${3:-root:root} text old='' fresh=$1.fresh
  IFS= read -r -d '' text || true
  if [[ -f ${path} ]]; then
    IFS= read -r -d '' old <"${path}" || true
    [[ ${text} != "${old}" || $(stat --format='%a %U:%G' "${path}") != "${mode} ${owner}" ]] || return 0
  elif [[ ! -d ${path%/*} ]]; then
    mkdir -p "${path%/*}"
  fi
  (umask 077 && printf '%s' "${text}" >"${fresh}")
  chown "${owner}" "${fresh}"
  chmod "${mode}" "${fresh}"
  mv -T "${fresh}" "${path}"
  CHANGED=yes
}

# wait_until SECONDS COMMAND...: tries every 0.1 s; false when the time is up.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# state_of UNIT: one word for messages, such as failed.
state_of() { systemctl is-active "$1" || true; }

# settle: what every machine wants. Nothing changes it overnight, for machines of a fleet change by
# being replaced; and apt finds its directory again after /var/log was taken out of an image.
settle() {
  local units=(apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer
    e2scrub_reap.service fstrim.timer phpsessionclean.timer)
  systemctl stop "${units[@]}" 2>/dev/null || true
  systemctl mask --quiet "${units[@]}" 2>/dev/null ||
    fail "systemd masks no units: it says $(systemctl is-system-running 2>&1 || true)"
  write_file /etc/tmpfiles.d/snapfleet.conf <<<'d /var/log/apt 0755 root root'
}

# source_kind: directory, zip or tar, told by the content, for SOURCE has no extension.
source_kind() {
  if [[ -d ${SOURCE} ]]; then
    echo directory
  elif [[ $(head --bytes=2 "${SOURCE}") == PK ]]; then
    echo zip
  else
    echo tar
  fi
}

# unpack_source DIRECTORY: puts the files of SOURCE there in one step. Where an archive holds one
# directory and nothing else, that directory is left out.
unpack_source() {
  local target=$1 fresh=$1.new kind
  kind=$(source_kind)
  rm -rf "${fresh}"
  mkdir -p "${fresh}"
  case ${kind} in
    zip) apt_install unzip && unzip -q "${SOURCE}" -d "${fresh}" ;;
    tar) tar --extract --file "${SOURCE}" --directory "${fresh}" --no-same-owner ;;
    directory) cp --recursive --preserve=mode,timestamps "${SOURCE}/." "${fresh}" ;;
  esac || fail "the application's source cannot be unpacked as ${kind}: see the lines above"
  local top
  top=$(find "${fresh}" -mindepth 1 -maxdepth 1)
  if [[ ${kind} != directory && -d ${top} ]]; then
    mv "${top}" "${target}.top"
    rm -r "${fresh}"
    mv "${target}.top" "${fresh}"
  fi
  chown --recursive root:root "${fresh}"
  chmod --recursive u=rwX,go=rX "${fresh}"
  rm -rf "${target}"
  mv "${fresh}" "${target}"
}
