/// One fact in its four columns (DOMAIN §5.0), declaration, visit and registry side by side, so
/// that a reviewer sees what differs. Compares; decides nothing.
@NullMarked
package cn.ruhu.casefile.compare;

import org.jspecify.annotations.NullMarked;
