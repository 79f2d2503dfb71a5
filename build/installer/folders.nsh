; The folders in ProgramData and who may do what there. Windows lets everybody create folders in ProgramData, so what is found
; may have been planted: owner and rights are set anew each time. SIDs only, because names are translated with Windows.

!define SID_SYSTEM "*S-1-5-18"
!define SID_ADMINISTRATORS "*S-1-5-32-544"
!define SID_USERS "*S-1-5-32-545"

!ifndef BUILD_UNINSTALLER

; Who may change the data: a SID.
Var dataGroup

; /GROUP=S-1-5-21-..., else what the last Setup was told, else everybody who may sign in to this PC.
!macro readDataGroup
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/GROUP=" $dataGroup
  ${If} ${Errors}
    ReadRegStr $dataGroup HKLM "${SETTINGS_KEY}" "DataGroup"
    ${If} $dataGroup == ""
      StrCpy $dataGroup "S-1-5-32-545"
    ${EndIf}
  ${EndIf}
  Call isSid
  ${If} $R0 != 1
    MessageBox MB_OK|MB_ICONSTOP "$(badGroup)" /SD IDOK
    SetErrorLevel ${EXIT_BAD_GROUP}
    Quit
  ${EndIf}
!macroend

!macro keepDataGroup
  WriteRegStr HKLM "${SETTINGS_KEY}" "DataGroup" "$dataGroup"
!macroend

; $R0 becomes 1 when $dataGroup is written as a SID: it becomes part of a command line.
Function isSid
  StrCpy $R0 0
  StrCpy $R1 $dataGroup 4
  StrLen $R2 $dataGroup
  ${If} $R1 S!= "S-1-"
  ${OrIf} $R2 < 7
  ${OrIf} $R2 > 184
    Return
  ${EndIf}
  StrCpy $R3 4
  ${While} $R3 < $R2
    StrCpy $R1 $dataGroup 1 $R3
    ${If} $R1 != "-"
      ; A figure is the only character that a number makes again.
      IntOp $R4 $R1 + 0
      ${If} $R4 S!= $R1
        Return
      ${EndIf}
    ${EndIf}
    IntOp $R3 $R3 + 1
  ${EndWhile}
  StrCpy $R0 1
FunctionEnd

!macro prepareFolders
  SetShellVarContext all
  StrCpy $R5 "$APPDATA\Clinic Outbox"
  ; From above: once the outer folder is the administrators', nobody else can put another one in place of an inner one.
  !insertmacro prepareFolder "$R5" "" "${SID_USERS}:(OI)(CI)RX"
  !insertmacro prepareFolder "$R5\config" " /T" "${SID_USERS}:(OI)(CI)RX"
  !insertmacro prepareFolder "$R5\data" " /T" "*$dataGroup:(OI)(CI)M"
!macroend

; Owner first: an owner may always change the rights. Then no entry of anybody's is left, then ours alone.
!macro prepareFolder PATH DEPTH GRANT
  StrCpy $R6 "${PATH}"
  Call makeFolder
  !insertmacro icacls `/setowner "${SID_ADMINISTRATORS}"${DEPTH} /L /Q`
  !insertmacro icacls `/reset${DEPTH} /L /Q`
  !insertmacro icacls `/inheritance:r /grant:r "${SID_SYSTEM}:(OI)(CI)F" "${SID_ADMINISTRATORS}:(OI)(CI)F" "${GRANT}" /L /Q`
!macroend

; Makes the folder $R6. A link in its place would turn the rights of another folder into ours.
Function makeFolder
  CreateDirectory "$R6"
  System::Call 'kernel32::GetFileAttributesW(w "$R6") i.R0'
  ; 0x10: a folder, 0x400: a reparse point; -1: not there.
  IntOp $R1 $R0 & 0x410
  ${If} $R0 = -1
  ${OrIf} $R1 <> 0x10
    Call refuseFolder
  ${EndIf}
FunctionEnd

!macro icacls ARGUMENTS
  nsExec::Exec `"$SYSDIR\icacls.exe" "$R6" ${ARGUMENTS}`
  Pop $R0
  ${If} $R0 != 0
    Call refuseFolder
  ${EndIf}
!macroend

Function refuseFolder
  ; Goes only where it is empty.
  RMDir "$R6"
  MessageBox MB_OK|MB_ICONSTOP "$(folderRights)" /SD IDOK
  SetErrorLevel ${EXIT_FOLDER_RIGHTS}
  Quit
FunctionEnd

!endif
