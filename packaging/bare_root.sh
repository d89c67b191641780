#!/usr/bin/env bash
# Proves the two commands on bare Debian: a minimal root file system with python3 in it and nothing else.
#
#   sudo packaging/bare_root.sh [--commands "run; test"] [suite ...]      (suites: bookworm trixie)
#
# In each suite the commands run twice, from a clean clone: as root, who may install what Qt needs, and as a normal
# user, who is told the one command that does. Needs debootstrap, and a machine whose apt and pip work: their
# settings, certificates and environment go along into the root as they are. Takes some 2 GB under TMPDIR.
set -euo pipefail

source_tree=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
commands="run; test"
if [[ ${1:-} == --commands ]]; then
    commands=$2
    shift 2
fi
suites=("$@")
[[ ${#suites[@]} -gt 0 ]] || suites=(bookworm trixie)

scratch=$(mktemp -d "${TMPDIR:-/var/tmp}/bare-root.XXXXXX")
trap 'rm -rf --one-file-system "$scratch"' EXIT
outcome=0

report() { # report PASSED WHAT SECONDS DETAIL
    printf '%-4s %-32s %4d s  %s\n' "$1" "$2" "$3" "$4" | tee -a "$scratch/report"
    [[ $1 == ok ]] || outcome=1
}

mirror() { # the package source that this machine's apt uses itself
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1
}

make_base() { # make_base SUITE DIRECTORY
    debootstrap --variant=minbase --include=python3 "$1" "$2" "$(mirror)" >"$scratch/debootstrap.log"
    cp /etc/resolv.conf /etc/hosts "$2/etc/"
    cp /etc/apt/apt.conf.d/* "$2/etc/apt/apt.conf.d/" 2>/dev/null || true
    cp /etc/apt/auth.conf.d/* "$2/etc/apt/auth.conf.d/" 2>/dev/null || true
    mkdir -p "$2/etc/ssl/certs" "$2/etc/xdg"
    cp -L /etc/ssl/certs/ca-certificates.crt "$2/etc/ssl/certs/" 2>/dev/null || true
    mkdir -p "$2/usr/local/share/ca-certificates"
    cp -L /usr/local/share/ca-certificates/* "$2/usr/local/share/ca-certificates/" 2>/dev/null || true
    cp /etc/pip.conf "$2/etc/" 2>/dev/null || true
    cp -r /etc/xdg/pip "$2/etc/xdg/" 2>/dev/null || true
    chroot "$2" useradd --create-home --shell /bin/bash dev
}

inside() { # inside ROOT USER COMMAND: what it says goes to the log; answers its exit code
    local root=$1 user=$2 command=$3 settings=()
    mapfile -t settings < <(env | grep -E '^(PIP_|UV_|SSL_CERT_|[a-z]+_proxy=|[A-Z]+_PROXY=)' || true)
    # A mount namespace of its own: nothing stays mounted, however this ends.
    unshare --mount --pid --fork bash -c '
        mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && shift_root=$1 && shift
        exec chroot "$shift_root" "$@"' inside "$root" \
        /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${settings[@]}" \
        su "$user" --preserve-environment --command \
        "export HOME=~$user; cd /srv/driehoek && $command" </dev/null >>"$scratch/log" 2>&1
}

try() { # try NAME ROOT USER: the commands, each reported
    local name=$1 root=$2 user=$3 list command began passed
    IFS=';' read -ra list <<<"$commands"
    for command in "${list[@]}"; do
        : >"$scratch/log"
        began=$SECONDS passed=ok
        inside "$root" "$user" "python3 dev.py $command" || passed=FAIL
        report $passed "$name: dev.py ${command# }" $((SECONDS - began)) "$(tail -n 1 "$scratch/log")"
        [[ $passed == ok ]] || tail -n 40 "$scratch/log"
    done
}

try_user() { # a user who may not install is told what to run; once it has been run, all works
    local name=$1 root=$2 advice
    : >"$scratch/log"
    inside "$root" dev "python3 dev.py test" && report FAIL "$name: stops" 0 "it went on without the system packages"
    advice=$(grep -oE 'sudo apt-get .*' "$scratch/log" | head -n 1)
    if [[ -z $advice ]]; then
        report FAIL "$name: advice" 0 "$(tail -n 1 "$scratch/log")"
        return
    fi
    report ok "$name: stops, and says" 0 "$advice"
    inside "$root" root "${advice//sudo /}" || report FAIL "$name: the advice" 0 "did not work"
    try "$name" "$root" dev
}

for suite in "${suites[@]}"; do
    base=$scratch/$suite
    began=$SECONDS
    make_base "$suite" "$base"
    report ok "$suite: minimal root" $((SECONDS - began)) "$(chroot "$base" python3 --version)"
    for user in root dev; do
        root=$scratch/$suite-$user
        cp -a "$base" "$root"
        git clone --quiet --no-hardlinks "$source_tree" "$root/srv/driehoek"
        chroot "$root" chown -R "$user:" /srv/driehoek
        if [[ $user == root ]]; then try "$suite as root" "$root" root; else try_user "$suite as user" "$root"; fi
        rm -rf --one-file-system "$root"
    done
    rm -rf --one-file-system "$base"
done

printf '\nSummary\n'
cat "$scratch/report"
exit $outcome
