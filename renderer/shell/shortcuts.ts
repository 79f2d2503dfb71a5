/** Every key of the window, as the list of F1 shows it: words by key of `shell:shortcuts`. */
export const shortcuts = [
  {
    group: 'anywhere',
    keys: [
      { words: 'newAssessment', press: ['Ctrl+N'] },
      { words: 'fromAnywhere', press: ['Ctrl+Alt+N'] },
      { words: 'pages', press: ['Ctrl+1', '2', '3', '4'] },
      { words: 'settings', press: ['Ctrl+,'] },
      { words: 'search', press: ['/', 'Ctrl+F'] },
      { words: 'refresh', press: ['F5'] },
      { words: 'help', press: ['F1', '?'] },
      { words: 'escape', press: ['Esc'] },
    ],
  },
  {
    group: 'list',
    keys: [
      { words: 'move', press: ['↑', '↓', '←', '→'] },
      { words: 'ends', press: ['Home', 'End'] },
      { words: 'screens', press: ['Page Up', 'Page Down'] },
      { words: 'select', press: ['Space'] },
      { words: 'range', press: ['Shift+↑', 'Shift+↓'] },
      { words: 'all', press: ['Ctrl+A'] },
      { words: 'enter', press: ['Enter', 'Alt+Enter'] },
      { words: 'retry', press: ['R'] },
      { words: 'rowMenu', press: ['Shift+F10'] },
    ],
  },
  {
    group: 'form',
    keys: [
      { words: 'nextField', press: ['Enter'] },
      { words: 'sections', press: ['Alt+1', '2', '3', '4', '5', '6', '7'] },
      { words: 'classList', press: ['Alt+0'] },
      { words: 'saveForm', press: ['Ctrl+Enter'] },
      { words: 'saveNext', press: ['Ctrl+Shift+Enter'] },
    ],
  },
] as const;
