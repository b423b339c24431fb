/// Scans come in and find their place: a folder that the scanner's program fills, files dropped on
/// the window, the tray where pages wait, and the ledger of each batch (SCREENS, window clerk 3).
@NullMarked
package cn.ruhu.desktop.scanning;

import org.jspecify.annotations.NullMarked;
