; Starts with Windows for everybody who signs in, hidden behind the tray icon, and is started again when it is gone.

!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define TASK "Clinic Outbox"

!macro writeRunKey
  WriteRegStr HKLM "${RUN_KEY}" "Clinic Outbox" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --hidden'
!macroend

!macro deleteRunKey
  DeleteRegValue HKLM "${RUN_KEY}" "Clinic Outbox"
!macroend

!macro deleteWatchdog
  nsExec::Exec `"$SYSDIR\schtasks.exe" /Delete /TN "${TASK}" /F`
  Pop $R0
!macroend

!ifndef BUILD_UNINSTALLER

; Registers the task under another name and takes it away: a PC that refuses it says so before anything is changed.
!macro tryWatchdog
  StrCpy $R7 "${TASK} (trial)"
  Call registerWatchdog
  nsExec::Exec `"$SYSDIR\schtasks.exe" /Delete /TN "$R7" /F`
  Pop $R0
!macroend

!macro createWatchdog
  StrCpy $R7 "${TASK}"
  Call registerWatchdog
!macroend

Function registerWatchdog
  Call writeTask
  nsExec::Exec `"$SYSDIR\schtasks.exe" /Create /TN "$R7" /XML "$PLUGINSDIR\watchdog.xml" /F`
  Pop $R0
  ${If} $R0 != 0
    MessageBox MB_OK|MB_ICONSTOP "$(watchdogFailed)" /SD IDOK
    SetErrorLevel ${EXIT_WATCHDOG}
    Quit
  ${EndIf}
FunctionEnd

!macro taskLine TEXT
  FileWriteUTF16LE $R8 `${TEXT}$\r$\n`
!macroend

; For the group of users, because a task of one person would not start for the next one. At logon, and every ten minutes from
; a day that has passed: the repetition of a logon would end with each upgrade, which registers the task anew.
Function writeTask
  InitPluginsDir
  FileOpen $R8 "$PLUGINSDIR\watchdog.xml" w
  FileWriteUTF16LE /BOM $R8 `<?xml version="1.0" encoding="UTF-16"?>$\r$\n`
  !insertmacro taskLine '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
  !insertmacro taskLine '  <RegistrationInfo>'
  !insertmacro taskLine '    <Author>Clinic Outbox</Author>'
  !insertmacro taskLine '    <Description>Starts Clinic Outbox at logon and again within ten minutes when it is gone.</Description>'
  !insertmacro taskLine '  </RegistrationInfo>'
  !insertmacro taskLine '  <Triggers>'
  !insertmacro taskLine '    <LogonTrigger>'
  !insertmacro taskLine '      <Repetition><Interval>PT10M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>'
  !insertmacro taskLine '      <Enabled>true</Enabled>'
  !insertmacro taskLine '    </LogonTrigger>'
  !insertmacro taskLine '    <TimeTrigger>'
  !insertmacro taskLine '      <Repetition><Interval>PT10M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>'
  !insertmacro taskLine '      <StartBoundary>2026-01-01T00:00:00</StartBoundary>'
  !insertmacro taskLine '      <Enabled>true</Enabled>'
  !insertmacro taskLine '    </TimeTrigger>'
  !insertmacro taskLine '  </Triggers>'
  !insertmacro taskLine '  <Principals>'
  !insertmacro taskLine '    <Principal id="Users">'
  !insertmacro taskLine '      <GroupId>S-1-5-32-545</GroupId>'
  !insertmacro taskLine '      <RunLevel>LeastPrivilege</RunLevel>'
  !insertmacro taskLine '    </Principal>'
  !insertmacro taskLine '  </Principals>'
  !insertmacro taskLine '  <Settings>'
  !insertmacro taskLine '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>'
  !insertmacro taskLine '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>'
  !insertmacro taskLine '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>'
  !insertmacro taskLine '    <AllowHardTerminate>false</AllowHardTerminate>'
  !insertmacro taskLine '    <StartWhenAvailable>true</StartWhenAvailable>'
  !insertmacro taskLine '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>'
  !insertmacro taskLine '    <Enabled>true</Enabled>'
  !insertmacro taskLine '  </Settings>'
  !insertmacro taskLine '  <Actions Context="Users">'
  !insertmacro taskLine '    <Exec>'
  !insertmacro taskLine '      <Command>"$INSTDIR\${PRODUCT_FILENAME}.exe"</Command>'
  !insertmacro taskLine '      <Arguments>--hidden</Arguments>'
  !insertmacro taskLine '    </Exec>'
  !insertmacro taskLine '  </Actions>'
  !insertmacro taskLine '</Task>'
  FileClose $R8
FunctionEnd

!endif
