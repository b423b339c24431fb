/// Printing, shared by the features: the paper before it goes out, the system's printers, saving as
/// PDF, and the document register that keeps every paper's number and exact bytes.
@NullMarked
package cn.ruhu.desktop.printing;

import org.jspecify.annotations.NullMarked;
