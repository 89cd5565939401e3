# Files that prove what a record says: in once, out the same, never half there.
. tests/cli/lib

small_county
cat >"$dir/lec.csv" <<'EOF'
讲座题目,日期,地点,主讲人,单位
远离毒品,2013-03-05,西滩村,张三,SFS1
消防安全,2013-03-06,西滩村,张三,SFS1
EOF
try 0 import LEC "$dir/lec.csv"
first=$(number LEC --find 远离)
second=$(number LEC --find 消防)

# A photograph carries its day; it is ticked on what it proves.
python3 - "$dir" <<'EOF'
import struct, sys
def jpeg(day):
    day = day.encode() + b'\0'
    t = b'II*\0' + struct.pack('<I', 8)
    t += struct.pack('<HHHII', 1, 0x8769, 4, 1, 26) + struct.pack('<I', 0)
    t += struct.pack('<HHHII', 1, 0x9003, 2, len(day), 44) + struct.pack('<I', 0) + day
    return b'\xff\xd8\xff\xe1' + struct.pack('>H', 8 + len(t)) + b'Exif\0\0' + t + b'\xff\xd9'
open(sys.argv[1] + '/IMG_0305.JPG', 'wb').write(jpeg('2013:03:05 09:30:00'))
open(sys.argv[1] + '/late.JPG', 'wb').write(jpeg('2019:01:01 00:00:00'))
open(sys.argv[1] + '/big', 'wb').write(b'x' * (20971520 + 1))
open(sys.argv[1] + '/most', 'wb').write(b'x' * 20971520)
EOF
when=--now=2013-12-20
try 0 $when put "$dir/IMG_0305.JPG" --to "$first" --by 王芳 --place 西滩村
out 2013-03-05 相机记录 照片 IMG_0305.JPG
photo=$(sed 's/ .*//' "$dir/out")
try 0 show "$first"
out 照片
try 0 show "$second"
not_out 照片
try 0 show "$photo"
out 王芳 西滩村 image/jpeg 远离毒品 "$(sha256sum <"$dir/IMG_0305.JPG" | cut -c1-64)"

# The same content is one file and one entry, of both lectures now.
cp "$dir/IMG_0305.JPG" "$dir/copy.jpg"
try 0 $when put "$dir/copy.jpg" --to "$second"
out "$photo" 原来就有
try 0 show "$second"
out 照片
try 0 show "$photo"
out 远离毒品 消防安全
[ "$(find "$store/files" -type f | wc -l)" = 1 ] || fail "the same content is there twice"

# A clock that runs ahead is not believed, nor is the time of a file from the future.
touch -d 2013-04-01 "$dir/late.JPG"
try 0 $when put "$dir/late.JPG"
out 2013-04-01 文件时间
printf 'minutes\n' >"$dir/a:b?.txt"
touch -d 2020-01-01 "$dir/a:b?.txt"
try 0 $when put "$dir/a:b?.txt" --kind minutes --title 会议记录一
out 2013-12-20 文件时间 会议记录
minutes=$(sed 's/ .*//' "$dir/out")
try 0 $when put "$dir/lec.csv" --taken 2013-02-01
out 2013-02-01 人工填写

# Out again: only into the outbox or the pipe, and the journal knows.
try 0 get "$photo"
same "$(cat "$dir/out")" "$dir/IMG_0305.JPG"
case $(cat "$dir/out") in "$store/outbox/"*.JPG) ;; *) fail "not in the outbox" ;; esac
try 0 get "$photo"
case $(cat "$dir/out") in *-2.JPG) ;; *) fail "it was not numbered" ;; esac
try 0 get "$minutes"
case $(cat "$dir/out") in */"$minutes-a_b_.txt") ;; *) fail "a name no file system takes" ;; esac
sifa get "$minutes" --stdout | cmp - "$dir/a:b?.txt" || fail "--stdout"
sentence 66 没有文件 'has no file' get "$first"

# As large as the setting allows and no byte more; what is no file.
try 0 $when put "$dir/most"
sentence 65 '大于20971520字节' 'larger than 20971520 bytes' $when put "$dir/big"
sentence 65 不是普通文件 'no regular file' $when put "$dir"
sentence 66 没有文件 'is not there' $when put "$dir/none"
mkfifo "$dir/fifo"
sentence 65 不是普通文件 'no regular file' $when put "$dir/fifo"
sentence 2 至少 'at least one file' put
sentence 2 不是记录编号 'not the number of a record' put "$dir/most" --to x
sentence 78 没有指向mediator 'no reference to mediator' $when put "$dir/lec.csv" \
	--to "$(number MDR)"

# One bad file of several: the others are kept, and the exit code says so.
printf 'one\n' >"$dir/one"
try 65 $when put "$dir/big" "$dir/one"
out one

# The check reads every file: left over, changed, gone.
try 0 check
printf left >"$store/files/new-0123456789abcdef"
try 1 check
err '没有记录' 提示
try 0 check --sweep
out 删除
try 0 check
[ ! -e "$store/files/new-0123456789abcdef" ] || fail "it was not swept"
file=$(find "$store/files" -type f -size -2 | head -n 1)
cp "$file" "$dir/good"
chmod u+w "$file"
printf X | dd of="$file" bs=1 conv=notrunc 2>"$dir/err"
try 1 check
err 损坏
cp "$dir/good" "$file"
try 0 check
rm "$file"
try 1 check
err 不见了
