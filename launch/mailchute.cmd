@echo off
rem Starts Mailchute: launch\mailchute [argument...], from any folder.
rem
rem The first start builds the program and prepares the Java it found; every later one only reads
rem the number of the build in use. The layout of target\app is told in launch/mailchute. What that
rem does and this does not: cmd cannot compare times cheaply, so after a change of the sources
rem delete target\app\current.
rem
rem Lines that hold a path stand outside of ( ): a path may have a bracket of its own.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "mailchute_root=%%~fI"
set "mailchute_app=%mailchute_root%\target\app"

set "mailchute_java=%JAVA_HOME%"
if defined mailchute_java goto java_known
for %%J in (java.exe) do set "mailchute_java=%%~dp$PATH:J"
if not defined mailchute_java goto no_java
for %%I in ("%mailchute_java%..") do set "mailchute_java=%%~fI"
if exist "%mailchute_java%\release" goto java_known
rem Oracle's installer puts a copy of java.exe into the path: only Java itself knows where it is.
for /f "tokens=1,2,*" %%A in ('java -XshowSettings:properties -version 2^>^&1') do if "%%A"=="java.home" set "mailchute_java=%%C"
:java_known
if not exist "%mailchute_java%\bin\java.exe" goto no_java

set "mailchute_version="
set "mailchute_full="
set "mailchute_arch="
if not exist "%mailchute_java%\release" goto old_java
rem Without %%~B: Wine takes the list of modules for a file's name then, and finds it too long.
for /f "usebackq tokens=1,2 delims==" %%A in ("%mailchute_java%\release") do (
    if "%%A"=="JAVA_VERSION" set "mailchute_version=%%B"
    if "%%A"=="JAVA_RUNTIME_VERSION" set "mailchute_full=%%B"
    if "%%A"=="OS_ARCH" set "mailchute_arch=%%B"
)
if not defined mailchute_version goto old_java
if not defined mailchute_full set "mailchute_full=%mailchute_version%"
set "mailchute_version=%mailchute_version:"=%"
set "mailchute_full=%mailchute_full:"=%"
if defined mailchute_arch set "mailchute_arch=%mailchute_arch:"=%"
set "mailchute_major=0"
for /f "tokens=1 delims=.+-_" %%M in ("%mailchute_version%") do set "mailchute_major=%%M"
if %mailchute_major% LSS 17 goto old_java

if exist "%mailchute_app%\current" goto built
call :build
if errorlevel 1 exit /b %errorlevel%
:built
set /p mailchute_number=<"%mailchute_app%\current"
set "mailchute_jar=%mailchute_app%\%mailchute_number%\mailchute.jar"

rem One folder for each Java: an archive serves the one runtime that wrote it.
set "mailchute_key=%mailchute_full%_%mailchute_java%"
set "mailchute_key=%mailchute_key:\=_%"
set "mailchute_key=%mailchute_key:/=_%"
set "mailchute_key=%mailchute_key::=_%"
set "mailchute_key=%mailchute_key: =_%"
set "mailchute_home=%mailchute_app%\%mailchute_number%\runtime\%mailchute_key%"
if exist "%mailchute_home%\jvm.args" goto prepared
rem Where somebody else installed the program, what is prepared goes to the user's own folder.
md "%mailchute_home%" 2>nul
copy /y nul "%mailchute_home%\log" >nul 2>nul
if not exist "%mailchute_home%\log" set "mailchute_home=%LOCALAPPDATA%\mailchute\runtime\%mailchute_number%_%mailchute_key%"
if exist "%mailchute_home%\jvm.args" goto prepared
call :prepare
if errorlevel 1 exit /b %errorlevel%
:prepared
"%mailchute_java%\bin\java.exe" "@%mailchute_home%\jvm.args" -jar "%mailchute_jar%" %*
exit /b %errorlevel%

:no_java
>&2 echo mailchute: Mailchute needs Java 17 or later, and there is none in JAVA_HOME or in the path. It is had from https://adoptium.net
exit /b 69

:old_java
>&2 echo mailchute: Mailchute needs Java 17 or later; "%mailchute_java%" is Java %mailchute_version%. Set JAVA_HOME to a later one.
exit /b 69

:build
if not exist "%mailchute_java%\bin\javac.exe" goto no_javac
set "mailchute_mvn="
for %%M in (mvn.cmd) do set "mailchute_mvn=%%~$PATH:M"
if not defined mailchute_mvn goto no_maven
md "%mailchute_app%" 2>nul
call :lock "%mailchute_app%" "%mailchute_app%\current" 300
if errorlevel 1 exit /b 0
>&2 echo mailchute: building, once (%mailchute_app%\log)
set "mailchute_java_home_before=%JAVA_HOME%"
set "JAVA_HOME=%mailchute_java%"
call "%mailchute_mvn%" -q -B -Dstyle.color=never -Dmaven.test.skip=true -f "%mailchute_root%\pom.xml" package >"%mailchute_app%\log" 2>&1 <nul
if errorlevel 1 goto build_failed
set "JAVA_HOME=%mailchute_java_home_before%"
rem A number that no earlier build has: a window that is open keeps its files from being replaced.
set "mailchute_number=0"
:next_number
set /a mailchute_number+=1
if exist "%mailchute_app%\%mailchute_number%" goto next_number
set "mailchute_parts=%mailchute_app%\%mailchute_number%"
md "%mailchute_parts%"
copy /y "%mailchute_root%\target\mailchute.jar" "%mailchute_parts%\mailchute.jar" >>"%mailchute_app%\log" 2>&1
if errorlevel 1 goto build_failed
xcopy /e /i /q /y "%mailchute_root%\target\lib" "%mailchute_parts%\lib" >>"%mailchute_app%\log" 2>&1
if errorlevel 1 goto build_failed
xcopy /e /i /q /y "%mailchute_root%\target\native" "%mailchute_parts%\native" >>"%mailchute_app%\log" 2>&1
if errorlevel 1 goto build_failed
>"%mailchute_app%\began" echo %mailchute_number%
move /y "%mailchute_app%\began" "%mailchute_app%\current" >nul
rd "%mailchute_app%\lock.cmd" 2>nul
exit /b 0

:build_failed
rd "%mailchute_app%\lock.cmd" 2>nul
findstr /b /c:"[ERROR]" "%mailchute_app%\log" >&2
>&2 echo mailchute: the build failed; all it said is in %mailchute_app%\log
exit /b 1

:no_javac
>&2 echo mailchute: the Java in "%mailchute_java%" cannot build Mailchute: it has no javac. Set JAVA_HOME to a JDK, from https://adoptium.net for example.
exit /b 69

:no_maven
>&2 echo mailchute: Maven is needed to build Mailchute, and there is no mvn in the path: https://maven.apache.org/install.html
exit /b 69

rem :lock FOLDER RESULT SECONDS: 0 when the work is ours, 1 when another start has done it meanwhile.
rem A folder is made by one of two starts, never by both: who makes it works, the other waits. After
rem so many seconds whoever made it is taken for dead.
:lock
set "mailchute_waited=0"
:lock_again
if exist "%~2" exit /b 1
md "%~1\lock.cmd" 2>nul
if not errorlevel 1 exit /b 0
if %mailchute_waited%==0 >&2 echo mailchute: another start is preparing the program; waiting for it
set /a mailchute_waited+=1
if %mailchute_waited% GTR %3 exit /b 0
ping -n 2 127.0.0.1 >nul
goto lock_again

rem Archives first, jvm.args last, so that who sees jvm.args has all. The flags and the archives are
rem told in launch/mailchute.
:prepare
md "%mailchute_home%" 2>nul
set "mailchute_log=%mailchute_home%\log"
set "mailchute_try=%mailchute_home%\attempt"
call :lock "%mailchute_home%" "%mailchute_home%\jvm.args" 60
if errorlevel 1 exit /b 0
set "mailchute_native=%mailchute_app%\%mailchute_number%\native\win32-x86-64"
if /i "%mailchute_arch%"=="aarch64" set "mailchute_native=%mailchute_app%\%mailchute_number%\native\win32-aarch64"
rem Java reads an argument file in the code page of Windows, and cmd writes in that of the console.
set "mailchute_console="
set "mailchute_ansi="
for /f "tokens=2 delims=:." %%P in ('chcp') do set "mailchute_console=%%P"
for /f "tokens=3" %%P in ('reg query HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage /v ACP 2^>nul') do set "mailchute_ansi=%%P"
if defined mailchute_ansi chcp %mailchute_ansi% >nul 2>nul
>"%mailchute_try%.flags" echo -XX:+UseSerialGC -Xms8m -Xmx512m -XX:TieredStopAtLevel=1 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-UsePerfData -XX:AsyncDeflationInterval=10000 -XX:GuaranteedSafepointInterval=0 -Xshare:auto -Xlog:disable
rem Wine 8 has no process group affinity, and the JVM says so many times over.
if exist "%SystemRoot%\system32\winepath.exe" >>"%mailchute_try%.flags" echo -XX:+UnlockDiagnosticVMOptions -XX:-PrintWarnings
>>"%mailchute_try%.flags" echo "-Dmailchute.home=%mailchute_home:\=/%"
>>"%mailchute_try%.flags" echo "-Dmailchute.jar=%mailchute_jar:\=/%"
if exist "%mailchute_native%" >>"%mailchute_try%.flags" echo -Djna.nounpack=true "-Djna.boot.library.path=%mailchute_native:\=/%" "-Dorg.sqlite.lib.path=%mailchute_native:\=/%"
rem The child that the training starts is started with these. What is said goes to a file of its own:
rem under Wine the desktop that the first window starts keeps it open, and nobody can write to it then.
>"%mailchute_home%\child.args" echo "-XX:DumpLoadedClassList=%mailchute_try:\=/%.child"
type "%mailchute_try%.flags" >>"%mailchute_home%\child.args"
"%mailchute_java%\bin\java.exe" "@%mailchute_try%.flags" "-XX:DumpLoadedClassList=%mailchute_try%.classes" -jar "%mailchute_jar%" train >"%mailchute_try%.said" 2>&1 <nul
set "mailchute_trained=%errorlevel%"
type "%mailchute_try%.said" >>"%mailchute_log%" 2>nul
if not "%mailchute_trained%"=="0" goto no_archive
call :dump classes
if errorlevel 1 goto no_archive
call :dump child
if errorlevel 1 goto no_archive
>"%mailchute_try%.args" echo "-XX:SharedArchiveFile=%mailchute_home:\=/%/classes.jsa"
>"%mailchute_home%\child.args" echo "-XX:SharedArchiveFile=%mailchute_home:\=/%/child.jsa"
goto flags
:no_archive
>>"%mailchute_log%" echo no archive: the program starts without, and slower
copy /y nul "%mailchute_try%.args" >nul
copy /y nul "%mailchute_home%\child.args" >nul
:flags
type "%mailchute_try%.flags" >>"%mailchute_try%.args"
type "%mailchute_try%.flags" >>"%mailchute_home%\child.args"
if defined mailchute_console chcp %mailchute_console% >nul 2>nul
move /y "%mailchute_try%.args" "%mailchute_home%\jvm.args" >nul 2>nul
del "%mailchute_try%.*" 2>nul
rd "%mailchute_home%\lock.cmd" 2>nul
if exist "%mailchute_home%\jvm.args" exit /b 0
>&2 echo mailchute: %mailchute_home%\jvm.args could not be written.
exit /b 1

rem :dump NAME: the archive NAME.jsa of the classes that the training has listed. The last collector
rem that is named counts, and this one alone archives objects too.
:dump
del /f /q "%mailchute_home%\%1.jsa" 2>nul
"%mailchute_java%\bin\java.exe" "@%mailchute_try%.flags" -XX:-UseSerialGC -XX:+UseG1GC -Xshare:dump "-XX:SharedClassListFile=%mailchute_try%.%1" "-XX:SharedArchiveFile=%mailchute_home%\%1.jsa" -cp "%mailchute_jar%" >>"%mailchute_log%" 2>&1 <nul
if errorlevel 1 exit /b 1
if exist "%mailchute_home%\%1.jsa" exit /b 0
exit /b 1
