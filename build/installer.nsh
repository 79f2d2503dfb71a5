; What Setup and the uninstaller do beyond copying files, as a table of contents: each line is a macro of a file in
; build/installer. Exit codes and options: docs/operations.md, "Install, remove".

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "getProcessInfo.nsh"

; The template declares it only where nobody replaces its check for a running program.
Var pid

!define EXIT_NOT_ADMINISTRATOR 3
!define EXIT_DOWNGRADE 4
!define EXIT_FOLDER_RIGHTS 5
!define EXIT_UNSENT 6
!define EXIT_BAD_GROUP 7
!define EXIT_WATCHDOG 8

; Outlives an uninstall, as the data does.
!define SETTINGS_KEY "Software\Clinic Outbox"

!include "${__FILEDIR__}/installer/words.nsh"
!include "${__FILEDIR__}/installer/refusals.nsh"
!include "${__FILEDIR__}/installer/folders.nsh"
!include "${__FILEDIR__}/installer/autostart.nsh"
!include "${__FILEDIR__}/installer/windows-registry.nsh"
!include "${__FILEDIR__}/installer/running-program.nsh"
!include "${__FILEDIR__}/installer/unsent.nsh"
!include "${__FILEDIR__}/installer/setup-copy.nsh"

!macro customHeader
  !insertmacro words
!macroend

; Everything that can refuse comes before the first file is touched, so that a refusal leaves what was there.
!macro customInit
  !insertmacro refuseWithoutAdministrator
  !insertmacro refuseDowngrade
  !insertmacro readDataGroup
  !insertmacro prepareFolders
  !insertmacro tryWatchdog
!macroend

!macro customInstall
  !insertmacro keepDataGroup
  !insertmacro writeRunKey
  !insertmacro registerEventSource
  !insertmacro excludeFromErrorReporting
  !insertmacro writeQuietUninstall
  !insertmacro dropSetupCopy
  ; Last: from here on Windows may start the program at any moment.
  !insertmacro createWatchdog
!macroend

!macro customUnInit
  ; Once more: what was saved until the program was closed.
  !insertmacro refuseWhileUnsent
!macroend

!macro customUnInstall
  ; Also when a newer version takes this one's place: the watchdog would start it among half of its files.
  !insertmacro deleteWatchdog
  ${IfNot} ${isUpdated}
    !insertmacro deleteRunKey
    !insertmacro removeEventSource
    !insertmacro includeInErrorReporting
  ${EndIf}
!macroend
