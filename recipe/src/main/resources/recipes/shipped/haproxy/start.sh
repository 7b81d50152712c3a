systemctl start haproxy.service
wait_until 20 socat -u OPEN:/dev/null UNIX-CONNECT:/run/haproxy/admin.sock ||
  fail "HAProxy did not open its control socket within 20 s: $(state_of haproxy.service)"
