# Visitors' addresses in the log, rather than the load balancer's.
write_file /etc/nginx/snapfleet.d/fleet.conf <<CONF
set_real_ip_from ${NETWORK};
real_ip_header X-Forwarded-For;
CONF
if [[ ${CHANGED} == yes ]]; then
  systemctl try-reload-or-restart nginx.service
fi
