# What launch/test and launch/bench have in common; sourced by them, not started. They set root, work (for logs), private (a
# folder that goes with the run) and die, which ends with a line that says why.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/mailchute
maven=(mvn -B -ntp -Dstyle.color=never)
# A whole Temurin 17 for Windows, as a Maven artifact. The later ones bring Java 21, which tells of
# what Wine 8 lacks on the standard error stream of every child.
windows_jre=org.sonarsource.scanner.cli:sonar-scanner-cli:6.2.1.4610:zip:windows-x64

# ---- A JDK --------------------------------------------------------------------------------------

find_jdk() { # sets java_home: a JDK from 17 on that opens windows
    local home major
    for home in "${JAVA_HOME:-}" "$(readlink -f -- "$(type -P javac)" 2>/dev/null | sed 's:/bin/javac$::')" /usr/lib/jvm/*; do
        [[ -x $home/bin/javac && -r $home/lib/libawt_xawt.so && -r $home/release ]] || continue
        major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
        ((${major:-0} >= 17)) || continue
        # A JDK unpacked into a bare container has the library, but not the X11 it needs.
        ldd "$home/lib/libawt_xawt.so" 2>/dev/null | grep -q 'libX.* not found' && continue
        java_home=$home
        return
    done
    return 1
}

# ---- A display ----------------------------------------------------------------------------------

started=() # process groups to end
double_click_millis=1500

start_display() {
    local number log=$1 deadline=$((SECONDS + 30)) pipe
    # Xvfb takes a free number and says which, once it can be talked to.
    # Without -noreset it starts anew when xprop below is its only client and leaves, and turns icewm away meanwhile.
    mkfifo -- "$private/display"
    setsid Xvfb -noreset -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp >"$private/display" 2>"$log/xvfb.log" </dev/null 8>&- &
    started+=($!)
    exec {pipe}<>"$private/display"
    read -r -t 30 -u "$pipe" number || die "Xvfb did not start: $(<"$log/xvfb.log")" 1
    exec {pipe}<&-
    rm -f -- "$private/display"
    export DISPLAY=:$number
    # On a busy machine the two clicks of a robot's double click are more than half a second apart.
    printf '*multiClickTime: %s\n' "$double_click_millis" >"$private/resources"
    export XENVIRONMENT=$private/resources
    # Without a window manager every focus test over two windows fails.
    ICEWM_PRIVCFG=$private/icewm setsid icewm >"$log/icewm.log" 2>&1 </dev/null 8>&- &
    started+=($!)
    until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q '# 0x'; do
        ((SECONDS < deadline)) || die "icewm did not start: $(<"$log/icewm.log")" 1
        sleep 0.05
    done
}

end_all() {
    local group
    for group in "${started[@]}"; do kill -TERM -- "-$group" 2>/dev/null; done
    for group in "${started[@]}"; do
        # A fifth of a second to leave in peace; leftovers of a test may not care.
        kill -0 -- "-$group" 2>/dev/null && sleep 0.2 && kill -KILL -- "-$group" 2>/dev/null
    done
    started=()
    # Wine's programs do not stay in the group they were started in; their server knows them all.
    [[ -n ${WINEPREFIX:-} ]] && wineserver -k 2>/dev/null
    return 0
}

# ---- Windows' own JVM, under Wine ----------------------------------------------------------------

install_windows_jre() { # sets jre; made under another name first, so that it is there whole or not at all
    local fresh
    jre=$cache/${windows_jre//:/_}
    [[ -e $jre/bin/java.exe ]] && return
    mkdir -p -- "$cache" || return
    fresh=$(mktemp -d -- "$cache/jre.XXXXXX") || return
    "${maven[@]}" -q dependency:copy "-Dartifact=$windows_jre" "-DoutputDirectory=$fresh" </dev/null >"$work/jre.log" 2>&1 8>&- &&
        (cd -- "$fresh" && "$java_home/bin/jar" -xf ./*.zip) &&
        # Java seeds its own random numbers with the network cards, and a JVM under Wine 8 dies of
        # asking for them; Windows' random numbers come first instead, for children of a test too.
        sed -i 's/=SUN\r*$/=other/; s/=SunMSCAPI\r*$/=SUN/; s/=other$/=SunMSCAPI/' "$fresh"/*/jre/conf/security/java.security &&
        { mv -T -- "$fresh"/*/jre "$jre" 2>/dev/null || [[ -e $jre/bin/java.exe ]]; }
    local status=$?
    rm -rf -- "$fresh"
    return $status
}

windows_path() { # PATH…: with slashes, which Java takes and an argument file does not have to escape
    printf 'Z:%s\n' "$@"
}

# Linux 6 gives a new process its heap anywhere in a gigabyte, and where that is Wine's shared user data (0x7ffe0000)
# the start fails with ERROR_INTERNAL_ERROR: about one in ten thousand. Without chance in addresses none does; what
# Wine starts has it from who was started so.
fixed_addresses=()
setarch -R true 2>/dev/null && fixed_addresses=(setarch -R)

start_wine() { # LOG-FOLDER [PREFIX]: on the display that is there
    local log=$1
    # A prefix of its own: what a test leaves in the registry or on drive C: reaches no other run.
    export WINEPREFIX=${2:-$work/wine-prefix} WINEARCH=win64 WINEDEBUG=fixme-all
    # No Mono, no Gecko, no menu entries: none is needed and each would ask or take its time.
    export WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
    wineserver -k 2>/dev/null
    if [[ ! -e $WINEPREFIX/ready ]]; then
        rm -rf -- "$WINEPREFIX"
        timeout -k 5 180 "${fixed_addresses[@]}" wine wineboot -i >"$log/wineboot.log" 2>&1 </dev/null 8>&- ||
            { cat -- "$log/wineboot.log" >&2 && die 'Wine could not set itself up.' 1; }
        "${fixed_addresses[@]}" wine reg add 'HKCU\Control Panel\Mouse' /v DoubleClickSpeed /d "$double_click_millis" /f >>"$log/wineboot.log" 2>&1 </dev/null 8>&- ||
            die "Wine's double click could not be slowed down." 1
        wineserver -w
        : >"$WINEPREFIX/ready"
    fi
}
