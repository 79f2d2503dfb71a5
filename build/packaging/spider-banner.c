/* Stands in for NSIS's SpiderBanner plug-in on the installer bench: the one-click script names it, a silent run never calls
   it. Built by check.mjs, never shipped. */
__declspec(dllexport) void __cdecl Show(void *window, int stringSize, void *variables, void *stack, void *extra) {
  (void)window;
  (void)stringSize;
  (void)variables;
  (void)stack;
  (void)extra;
}
