; Closes a running program, in every session. The program is made to be ended at any moment: an update is a kill.

!macro customCheckAppRunning
  !ifdef BUILD_UNINSTALLER
    ; Before anything is closed: who may not uninstall should not stop the sending either.
    !insertmacro refuseSilentWithoutAdministrator
    !insertmacro refuseWhileUnsent
  !endif
  !insertmacro IS_POWERSHELL_AVAILABLE
  ; Where PowerShell is blocked the template asks politely, which a program in the tray takes for closing its window.
  ${If} $IsPowerShellAvailable != 0
    nsExec::Exec `"$SYSDIR\taskkill.exe" /F /IM "${APP_EXECUTABLE_FILENAME}"`
    Pop $R0
  ${EndIf}
  !insertmacro _CHECK_APP_RUNNING
!macroend
