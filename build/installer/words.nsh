; What a person may read, in both languages of the program. A silent run says it by its exit code alone.

!macro word NAME ENGLISH ARABIC
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_ARABIC} "${ARABIC}"
!macroend

!macro words
  !insertmacro word notAdministrator \
    "Clinic Outbox is installed and removed by an administrator. Nothing was changed. Ask IT." \
    "‫يثبّت المسؤول برنامج Clinic Outbox ويزيله. لم يتغير شيء. اسأل قسم تقنية المعلومات."
  !insertmacro word newerInstalled \
    "Version $R1 is installed, which is newer than ${VERSION}. Nothing was changed. An older version cannot read its data." \
    "‫الإصدار $R1 مثبّت وهو أحدث من ${VERSION}. لم يتغير شيء. الإصدار الأقدم لا يستطيع قراءة بياناته."
  !insertmacro word badGroup \
    "/GROUP takes the SID of a group, such as S-1-5-21-1-2-3-1104. Nothing was changed." \
    "‫يأخذ الخيار ‎/GROUP‎ معرّف أمان مجموعة مثل ‎S-1-5-21-1-2-3-1104‎. لم يتغير شيء."
  !insertmacro word folderRights \
    "The rights of $R6 could not be set (icacls: $R0), or it is not a plain folder. The program was not installed or changed." \
    "‫تعذّر ضبط صلاحيات $R6 (icacls: $R0) أو أنه ليس مجلدا عاديا. لم يُثبَّت البرنامج ولم يتغير."
  !insertmacro word watchdogFailed \
    "Windows did not take the task that keeps Clinic Outbox running (schtasks: $R0). Look whether the Task Scheduler runs, then start Setup again." \
    "‫لم يقبل ويندوز المهمة التي تُبقي Clinic Outbox قيد التشغيل (schtasks: $R0). تحقق من عمل جدولة المهام ثم شغّل التثبيت من جديد."
  !insertmacro word unsentWaiting \
    "Messages on this PC that were not sent: $R2. Nothing was removed. Open Clinic Outbox and let it send them; who still wants to remove it adds /FORCE. The data stays in any case." \
    "‫رسائل لم تُرسَل من هذا الجهاز: $R2. لم يُزَل شيء. افتح Clinic Outbox ودعه يرسلها؛ ومن يريد إزالته رغم ذلك يضيف ‎/FORCE‎. تبقى البيانات في كل الأحوال."
  !insertmacro word unsentUnknown \
    "It cannot be read whether messages wait on this PC that were not sent. Nothing was removed. Open Clinic Outbox and look; who still wants to remove it adds /FORCE. The data stays in any case." \
    "‫تعذّرت معرفة ما إذا كانت على هذا الجهاز رسائل لم تُرسَل. لم يُزَل شيء. افتح Clinic Outbox وتحقق؛ ومن يريد إزالته رغم ذلك يضيف ‎/FORCE‎. تبقى البيانات في كل الأحوال."
!macroend
