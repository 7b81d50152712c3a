# Sends BACKEND nothing new and waits for what it is answering.
socket=/run/haproxy/admin.sock
control() { socat -t 10 - "UNIX-CONNECT:${socket}" <<<"$1"; }
sessions() { control 'show stat web 4 -1' | awk -F, -v name="${BACKEND}" '$2 == name { print $5 }'; }
is_idle() { [[ $(sessions) =~ ^0?$ ]]; }

[[ -n $(sessions) ]] || exit 0
control "set server web/${BACKEND} state drain" >/dev/null
wait_until $((DEADLINE - 2)) is_idle ||
  fail "${BACKEND} still answers $(sessions) requests after $((DEADLINE - 2)) s"
