apt_install haproxy socat
settle

write_file /etc/systemd/system/haproxy.service.d/snapfleet.conf <<'UNIT'
[Unit]
ConditionPathExists=/etc/haproxy/haproxy.cfg
UNIT
write_file /etc/haproxy/errors/snapfleet-503.http <<'HTTP'
HTTP/1.1 503 Service Unavailable
Cache-Control: no-store
Retry-After: 5
Content-Type: text/html; charset=utf-8
Connection: close

<!doctype html>
<html lang="en"><meta charset="utf-8"><title>One moment, please</title>
<body style="font-family: sans-serif; text-align: center; margin-top: 15vh">
<h1>One moment, please</h1>
<p>No server can answer right now. Please try again in a few seconds.</p>
</body></html>
HTTP
systemctl daemon-reload
systemctl enable --quiet haproxy.service
