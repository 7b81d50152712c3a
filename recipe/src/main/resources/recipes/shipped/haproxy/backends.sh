# Makes the running HAProxy, and its file for the next start, send to exactly BACKENDS. New machines
# come in before old ones go; nothing is reloaded. Those in DRAINING still answer something, for which
# drain.sh waits, and stay as they are.
config=/etc/haproxy/haproxy.cfg
socket=/run/haproxy/admin.sock
mark='  # servers, kept by backends.sh:'
# Servers added at run time do not inherit defaults, so each line says all.
options='check inter 1s fastinter 250ms downinter 500ms fall 2 rise 1 maxconn 200'

control() { socat -t 10 - "UNIX-CONNECT:${socket}" <<<"$1"; }

add_server() {
  local answer
  answer=$(control "add server web/$1 $2 ${options}; enable health web/$1; enable server web/$1")
  [[ ${answer} == *'New server registered'* ]] || fail "HAProxy did not take $1 at $2: ${answer//$'\n'/ }"
}

sessions() { control 'show stat web 4 -1' | awk -F, -v name="$1" '$2 == name { print $5 }'; }

is_idle() { [[ $(sessions "$1") == 0 ]]; }

delete_server() { [[ $(control "del server web/$1") == *'Server deleted'* ]]; }

# A machine that is asked to go has been drained; what it still holds after 5 s it will not finish.
remove_server() {
  control "set server web/$1 state drain" >/dev/null
  wait_until 5 is_idle "$1" || control "shutdown sessions server web/$1" >/dev/null
  control "set server web/$1 state maint" >/dev/null
  wait_until 10 delete_server "$1" || fail "HAProxy does not let go of $1: $(control "del server web/$1")"
}

exec 9>/run/snapfleet-backends.lock
flock 9

declare -A wanted=() present=() draining=()
lines=
for name in ${DRAINING}; do
  draining[${name}]=yes
done
for entry in ${BACKENDS}; do
  wanted[${entry%%=*}]=${entry#*=}
  lines+="  server ${entry%%=*} ${entry#*=} ${options}"$'\n'
done

if systemctl is-active --quiet haproxy.service; then
  while read -r name address administration; do
    present[${name}]=${address}
    # It was taken out by somebody who did not go through with it.
    if [[ -v wanted[${name}] && ${administration} != 0 ]]; then
      control "set server web/${name} state ready" >/dev/null
    fi
  done < <(control 'show servers state web' | awk '$2 == "web" { print $4, $5 ":" $19, $7 }')

  for name in "${!present[@]}"; do
    [[ -v wanted[${name}] && ${wanted[${name}]} != "${present[${name}]}" ]] || continue
    remove_server "${name}"
    unset "present[${name}]"
  done
  for name in "${!wanted[@]}"; do
    [[ -v present[${name}] ]] || add_server "${name}" "${wanted[${name}]}"
  done
  for name in "${!present[@]}"; do
    [[ -v wanted[${name}] || -v draining[${name}] ]] || remove_server "${name}"
  done
fi

write_file "${config}" < <(sed "/^${mark}\$/q" "${config}" && printf '%s' "${lines}")
