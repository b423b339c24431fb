/// The helpdesk's command line: one question, one JSON object on standard output.
@NullMarked
package cn.ruhu.doctor;

import org.jspecify.annotations.NullMarked;
