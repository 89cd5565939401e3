# Writers killed three hundred times: nothing acknowledged is lost.
"${BUILD:-build}"/tests/fault/killloop 300 4
