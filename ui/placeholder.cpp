namespace rollcall {}
