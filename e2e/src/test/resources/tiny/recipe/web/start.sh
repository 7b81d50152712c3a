systemctl start answer.socket
