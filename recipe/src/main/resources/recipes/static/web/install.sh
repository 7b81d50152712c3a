# nginx and the files in SOURCE.
[[ -n ${SOURCE} ]] ||
  fail "the recipe static needs files: name a directory or an archive as application.source in the fleet file"
apt_install nginx
settle

unpack_source /var/www/site
[[ -f /var/www/site/index.html ]] || fail "the application's source has no index.html at its top"
write_file /etc/nginx/sites-available/snapfleet <<'CONF'
server {
  listen 80 default_server;
  server_name _;
  root /var/www/site;
  index index.html;
  absolute_redirect off;
  server_tokens off;
  include /etc/nginx/snapfleet.d/*.conf;

  location = /snapfleet-health {
    access_log off;
    default_type text/plain;
    if (!-f /var/www/site/index.html) { return 503; }
    return 200 "ok\n";
  }
  location ~ /\.(?!well-known/) { return 404; }
  location / { try_files $uri $uri/ =404; }
}
CONF
rm -f /etc/nginx/sites-enabled/default
ln -sfn ../sites-available/snapfleet /etc/nginx/sites-enabled/snapfleet
write_file /etc/systemd/system/nginx.service.d/snapfleet.conf <<'UNIT'
[Service]
LogsDirectory=nginx
UNIT
systemctl daemon-reload
systemctl enable --quiet nginx.service
