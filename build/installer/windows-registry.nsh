; What Windows is told about the program beside the template's own entries.

!define EVENT_SOURCE_KEY "SYSTEM\CurrentControlSet\Services\EventLog\Application\Clinic Outbox"
!define WER_KEY "SOFTWARE\Microsoft\Windows\Windows Error Reporting\ExcludedApplications"

; EventCreate.exe is on every Windows and holds a message "%1" for ids 1 to 1000: an event shows the text it was given.
!macro registerEventSource
  WriteRegExpandStr HKLM "${EVENT_SOURCE_KEY}" "EventMessageFile" "%SystemRoot%\System32\EventCreate.exe"
  ; Error, warning, information.
  WriteRegDWORD HKLM "${EVENT_SOURCE_KEY}" "TypesSupported" 7
  ; Without it eventcreate.exe takes the source for another program's.
  WriteRegDWORD HKLM "${EVENT_SOURCE_KEY}" "CustomSource" 1
!macroend

!macro removeEventSource
  DeleteRegKey HKLM "${EVENT_SOURCE_KEY}"
!macroend

; A dump of the program's memory would hold names.
!macro excludeFromErrorReporting
  WriteRegDWORD HKLM "${WER_KEY}" "${APP_EXECUTABLE_FILENAME}" 1
!macroend

!macro includeInErrorReporting
  DeleteRegValue HKLM "${WER_KEY}" "${APP_EXECUTABLE_FILENAME}"
!macroend

; An uninstaller starts a copy of itself and ends with 0 at once; with _?= it does the work itself, so that its exit code is
; the answer. It must come last and takes no quotes.
!macro writeQuietUninstall
  WriteRegStr HKLM "${UNINSTALL_REGISTRY_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALL_FILENAME}" /allusers /S _?=$INSTDIR'
!macroend
