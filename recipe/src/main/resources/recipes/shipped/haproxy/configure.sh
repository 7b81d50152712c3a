# Everything but the machines behind it, which backends.sh keeps after the last line written here.
config=/etc/haproxy/haproxy.cfg
mark='  # servers, kept by backends.sh:'
scheme=${SITE_URL%%://*}
host=${SITE_URL#*://}
host=${host%%/*}

servers=
if [[ -e ${config} ]]; then
  servers=$(sed "1,/^${mark}\$/d" "${config}")
fi
write_file "${config}" <<CFG
global
  user haproxy
  group haproxy
  chroot /var/lib/haproxy
  log /dev/log local0 notice
  stats socket /run/haproxy/admin.sock mode 600 level admin expose-fd listeners
  stats timeout 30s

defaults
  mode http
  log global
  option httplog
  option dontlognull
  option forwardfor
  option redispatch 1
  retries 3
  retry-on conn-failure empty-response 502 503
  timeout connect 2s
  timeout queue 10s
  timeout client 30s
  timeout server 60s
  timeout http-request 10s
  timeout http-keep-alive 10s
  errorfile 503 /etc/haproxy/errors/snapfleet-503.http

frontend site
  bind :80
  http-request deny deny_status 404 if { path /snapfleet-health }
  http-response set-header X-Served-By %s
  http-request set-header X-Forwarded-Proto ${scheme}
  default_backend web

backend web
  balance leastconn
  # What may have had an effect is not sent twice.
  http-request disable-l7-retry unless METH_GET or { method HEAD OPTIONS }
  option httpchk
  http-check send meth GET uri /snapfleet-health ver HTTP/1.1 hdr Host ${host}
  http-check expect status 200
${mark}
${servers}
CFG
haproxy -c -q -f "${config}" || fail "HAProxy refuses its configuration: $(haproxy -c -f "${config}" 2>&1 | tail -n 1)"
if [[ ${CHANGED} == yes ]] && systemctl is-active --quiet haproxy.service; then
  systemctl reload haproxy.service
fi
