; The template keeps a copy of Setup for updates inside the program, which this one does not have: a hundred megabytes in the
; profile of whoever installed.

!macro dropSetupCopy
  SetShellVarContext current
  Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
  ${GetParent} "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}" $R0
  RMDir "$R0"
  SetShellVarContext all
!macroend
