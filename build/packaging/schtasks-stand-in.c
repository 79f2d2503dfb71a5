/* Stands in for schtasks.exe on the installer bench, whose own stand-in fails together with icacls: appends its command line
   to C:\recorded.txt, keeps the task that /XML names as C:\task.xml, and ends with the number in C:\schtasks-exit.txt. Built by
   wine-bench.mjs, never shipped. */
#include <stdio.h>
#include <windows.h>

int main(int count, char **words) {
  FILE *out = fopen("C:\\recorded.txt", "a");
  if (out) {
    fprintf(out, "%s\n", GetCommandLineA());
    fclose(out);
  }
  for (int at = 1; at + 1 < count; at++)
    if (lstrcmpA(words[at], "/XML") == 0) CopyFileA(words[at + 1], "C:\\task.xml", FALSE);
  int code = 0;
  FILE *in = fopen("C:\\schtasks-exit.txt", "r");
  if (in) {
    if (fscanf(in, "%d", &code) != 1) code = 0;
    fclose(in);
  }
  return code;
}
