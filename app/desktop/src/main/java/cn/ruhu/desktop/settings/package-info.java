/// This machine's own choices: the card reader with a live self-test, look, text size, language.
@NullMarked
package cn.ruhu.desktop.settings;

import org.jspecify.annotations.NullMarked;
