# With a machine behind it that is up, visitors must get a page; with none, the waiting page.
up=$(socat - UNIX-CONNECT:/run/haproxy/admin.sock <<<'show stat' 2>&1 | awk -F, '
  $1 == "web" && $2 != "BACKEND" && $2 != "FRONTEND" && $18 ~ /^(UP|no check)/ { up++ }
  END { print up + 0 }') || fail "HAProxy does not answer on its control socket"
host=${SITE_URL#*://}
status=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 \
  --header "Host: ${host%%/*}" http://127.0.0.1/ || true)
if ((up > 0)); then
  [[ ${status} == [23]?? ]] || fail "HAProxy answers ${status} though ${up} machines behind it are up"
else
  [[ ${status} == 503 ]] || fail "HAProxy answers ${status} instead of 503 with no machine behind it"
fi
