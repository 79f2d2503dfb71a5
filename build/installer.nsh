; What the installer does beyond copying files. Uninstalling keeps everything under ProgramData.

!macro customInstall
  ; Starts with Windows for everybody who signs in, hidden behind the tray icon.
  WriteRegStr HKLM "Software\Microsoft\Windows\CurrentVersion\Run" "Clinic Outbox" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --hidden'
!macroend

!macro customUnInstall
  DeleteRegValue HKLM "Software\Microsoft\Windows\CurrentVersion\Run" "Clinic Outbox"
!macroend
