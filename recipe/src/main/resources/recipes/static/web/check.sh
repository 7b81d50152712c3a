# The front page as a visitor gets it is the file it should be.
host=${SITE_URL#*://}
page=/var/www/site/index.html
[[ -f ${page} ]] || fail "the front page's file ${page} is missing"
status=$(curl --silent --output /run/snapfleet-page --write-out '%{http_code}' --max-time 10 \
  --header "Host: ${host%%/*}" http://127.0.0.1/ || true)
[[ ${status} == 200 ]] || fail "the front page answers with status ${status} instead of 200"
cmp --silent /run/snapfleet-page "${page}" || fail "the front page is not what is in ${page}"
