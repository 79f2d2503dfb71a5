; Uninstalling keeps the data, and is refused while messages wait that no receiver has: nobody would send them any more.

; A silent removal must not open a question for a password that nobody sees.
!macro refuseSilentWithoutAdministrator
  ${If} ${Silent}
    !insertmacro refuseWithoutAdministrator
  ${EndIf}
!macroend

!macro refuseWhileUnsent
  ${IfNot} ${isUpdated}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/FORCE" $R1
    ${If} ${Errors}
      Call un.readUnsent
      ${If} $R2 S!= "0"
        StrCpy $R3 "$(unsentUnknown)"
        IntOp $R4 $R2 + 0
        ${If} $R4 S== $R2
          StrCpy $R3 "$(unsentWaiting)"
        ${EndIf}
        MessageBox MB_OK|MB_ICONSTOP "$R3" /SD IDOK
        SetErrorLevel ${EXIT_UNSENT}
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend

!ifdef BUILD_UNINSTALLER

; $R2 becomes the number of unsent messages, or a text that is no number where it cannot be known. The state file's third line
; has it (db/state-file.ts): "unsent 3", from byte 1024.
Function un.readUnsent
  SetShellVarContext all
  StrCpy $R1 "$APPDATA\Clinic Outbox\data"
  StrCpy $R2 "unknown"
  ClearErrors
  FileOpen $R3 "$R1\outbox.state" r
  ${If} ${Errors}
    ; Nothing was ever saved here when neither key nor database was made.
    ${IfNot} ${FileExists} "$R1\outbox*"
    ${AndIfNot} ${FileExists} "$R1\keyring*"
      StrCpy $R2 "0"
    ${EndIf}
    Return
  ${EndIf}
  FileSeek $R3 1024
  FileRead $R3 $R4
  FileClose $R3
  StrCpy $R5 $R4 7
  ${If} $R5 S== "unsent "
    StrCpy $R2 $R4 "" 7
    ${Do}
      StrCpy $R5 $R2 1 -1
      ${If} $R5 != " "
      ${AndIf} $R5 != "$\n"
        ${Break}
      ${EndIf}
      StrCpy $R2 $R2 -1
    ${Loop}
  ${EndIf}
FunctionEnd

!endif
