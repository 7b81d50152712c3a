[[ $(curl --silent --max-time 2 http://127.0.0.1/) == tiny ]] || fail "the page is not served"
