write_file /usr/local/bin/answer 755 <<'ANSWER'
#!/bin/bash
while read -r line && [[ ${line} != $'\r' ]]; do :; done
printf 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nX-Served-By: %s\r\n\r\ntiny\n' "${HOSTNAME}"
ANSWER
write_file /etc/systemd/system/answer.socket <<'UNIT'
[Socket]
ListenStream=80
Accept=yes
MaxConnections=256
# By default systemd gives up for good at 200 visitors in 2 s.
TriggerLimitBurst=0
UNIT
write_file /etc/systemd/system/answer@.service <<'UNIT'
[Service]
ExecStart=/usr/local/bin/answer
StandardInput=socket
StandardError=journal
UNIT
systemctl daemon-reload
