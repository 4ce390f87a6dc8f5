@echo off
rem Starts Xiaoer on Windows. Put this file and xiaoer-*.whl into one folder and double-click it.
rem First start: makes the environment "runtime" beside this file (needs Python 3.11 or newer, nothing else).
rem   xiaoer.cmd                 the desk, its data in "data" beside this file
rem   xiaoer.cmd demo            the two example shops
rem   xiaoer.cmd serve --host 0.0.0.0    colleagues join over the LAN
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
if exist "runtime\Scripts\xiaoer.exe" goto run

set PY=py -3
where py >nul 2>nul || set PY=python
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || goto nopython
set WHEEL=
for %%f in (xiaoer-*.whl) do set WHEEL=%%f
if "%WHEEL%"=="" goto nowheel
echo 正在准备运行环境（只在第一次，约一两分钟）...
%PY% -m venv runtime || goto failed
runtime\Scripts\python -m pip install --disable-pip-version-check --only-binary :all: "%WHEEL%" || goto failed

:run
if "%~1"=="" (
  runtime\Scripts\xiaoer serve --data data --database sqlite:///data/xiaoer.sqlite3
) else (
  runtime\Scripts\xiaoer %*
)
if errorlevel 1 pause
exit /b %errorlevel%

:nopython
echo 没有找到 Python 3.11 或更新的版本。请从 python.org 安装，安装时勾选 "Add python.exe to PATH"，再双击本文件。
pause
exit /b 2

:nowheel
echo 没有找到 xiaoer-*.whl。请把它和本文件放在同一个文件夹。
pause
exit /b 2

:failed
echo 准备运行环境失败：请看上面的提示（多半是网络），再双击本文件重试。
rmdir /s /q runtime 2>nul
pause
exit /b 2
