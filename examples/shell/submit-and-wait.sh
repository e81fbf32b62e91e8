#!/usr/bin/env bash
# Sends a request and shows its events until the final one: submit-and-wait.sh REQUEST
set -euo pipefail
if [[ -n ${SERVICEBUS_CONNECTION_STRING:-} ]]; then
  export POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING=\"$SERVICEBUS_CONNECTION_STRING\"
fi
# "--watch" shows the events of this job only, and takes them away from nobody.
exec "$(dirname "$0")/../../poolwright" submit --watch --output json "$1"
