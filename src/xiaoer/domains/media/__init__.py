"""Media (图片): uploaded pictures, sniffed, limited, re-encoded without metadata."""
