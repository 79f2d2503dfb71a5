; What must hold before anything is changed.

; Windows asks for an administrator by itself; without UAC (EnableLUA=0) it does not.
!macro refuseWithoutAdministrator
  ${IfNot} ${UAC_IsAdmin}
    MessageBox MB_OK|MB_ICONSTOP "$(notAdministrator)" /SD IDOK
    SetErrorLevel ${EXIT_NOT_ADMINISTRATOR}
    Quit
  ${EndIf}
!macroend

; An older version cannot read a newer one's database and would say so to every nurse.
!macro refuseDowngrade
  ReadRegStr $R1 HKLM "${UNINSTALL_REGISTRY_KEY}" "DisplayVersion"
  ${If} $R1 != ""
    ${VersionCompare} "${VERSION}" "$R1" $R2
    ${If} $R2 == 2
      MessageBox MB_OK|MB_ICONSTOP "$(newerInstalled)" /SD IDOK
      SetErrorLevel ${EXIT_DOWNGRADE}
      Quit
    ${EndIf}
  ${EndIf}
!macroend
